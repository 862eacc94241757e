import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

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
  const part = `${name}-access-logs`;
  const bucket = new aws.s3.Bucket(part, { bucket: bucketName, forceDestroy: !scope.isProd }, opts);
  new aws.s3.BucketServerSideEncryptionConfiguration(
    part,
    {
      bucket: bucket.bucket,
      rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }],
    },
    opts,
  );
  const block = new aws.s3.BucketPublicAccessBlock(
    part,
    {
      bucket: bucket.bucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    },
    opts,
  );
  new aws.s3.BucketOwnershipControls(
    part,
    { bucket: bucket.bucket, rule: { objectOwnership: "BucketOwnerEnforced" } },
    opts,
  );
  new aws.s3.BucketLifecycleConfiguration(
    part,
    {
      bucket: bucket.bucket,
      rules: [
        {
          id: "expire",
          status: "Enabled",
          filter: {},
          expiration: { days: KEPT_DAYS },
          abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
        },
      ],
    },
    opts,
  );
  const policy = new aws.s3.BucketPolicy(
    part,
    { bucket: bucket.bucket, policy: bucketPolicy(scope, bucketName, balancerName) },
    { ...opts, dependsOn: [block] },
  );
  return { bucketName, ready: [policy] };
}

function bucketPolicy(scope: Scope, bucket: string, balancerName: string): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "AccessLogs",
        Effect: "Allow",
        Principal: { Service: "logdelivery.elasticloadbalancing.amazonaws.com" },
        Action: "s3:PutObject",
        Resource: scope.s3Arn(`${bucket}/AWSLogs/${scope.accountId}/*`),
        Condition: {
          ArnLike: {
            "aws:SourceArn": scope.arn(
              "elasticloadbalancing",
              `loadbalancer/app/${balancerName}/*`,
            ),
          },
        },
      },
      {
        Sid: "TlsOnly",
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: [scope.s3Arn(bucket), scope.s3Arn(`${bucket}/*`)],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ],
  });
}
