import * as pulumi from "@pulumi/pulumi";

import { createPrivateBucket } from "../bucket/private-bucket";
import { exactName, fitName } from "../plan/names";
import { Scope } from "../plan/scope";

/** Days that access logs are kept. */
const KEPT_DAYS = 90;

/**
 * A private bucket that only the named load balancer may write its access logs to, over TLS. Elastic
 * Load Balancing writes to buckets with S3's own keys (AES256) only, so it has no customer key.
 */
export function createAccessLogBucket(
  name: string,
  { scope, balancerName }: { scope: Scope; balancerName: string },
  opts: pulumi.CustomResourceOptions,
) {
  // With the account in it the name is free worldwide and known at preview. A load balancer of
  // another name than the system's has its own bucket.
  const usual = fitName("load balancer", scope.name("alb"));
  const base =
    balancerName === usual
      ? scope.name("access-logs")
      : `${balancerName.toLowerCase()}-access-logs`;
  const bucketName = exactName("S3 bucket", `${base}-${scope.accountId}`);
  const { ready } = createPrivateBucket(
    `${name}-access-logs`,
    {
      scope,
      bucketName,
      lifecycle: { expiration: { days: KEPT_DAYS } },
      statements: [
        {
          sid: "AccessLogs",
          service: "logdelivery.elasticloadbalancing.amazonaws.com",
          actions: ["s3:PutObject"],
          resources: [scope.s3Arn(`${bucketName}/AWSLogs/${scope.accountId}/*`)],
          conditions: {
            ArnLike: {
              "aws:SourceArn": scope.arn(
                "elasticloadbalancing",
                `loadbalancer/app/${balancerName}/*`,
              ),
            },
          },
        },
      ],
    },
    opts,
  );
  return { bucketName, ready };
}
