import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { createPrivateBucket } from "../bucket/private-bucket";
import { fitName } from "../plan/names";
import { Scope } from "../plan/scope";

/** CloudFront's control plane, where its log deliveries are, wherever the bucket is. */
const REGION = "us-east-1";

/** What {@link createAccessLogs} needs. */
export interface AccessLogsArgs {
  scope: Scope;
  /** The site's name. */
  site: string;
  distributionArn: pulumi.Input<string>;
  /** Days that logs are kept. */
  days: number;
}

/** A private bucket with the distribution's access logs as JSON, and the delivery that fills it. */
export function createAccessLogs(
  name: string,
  { scope, site, distributionArn, days }: AccessLogsArgs,
  opts: pulumi.CustomResourceOptions,
): void {
  const delivery = fitName("log delivery", scope.name(site));
  const bucketName = fitName("S3 bucket", `${scope.name(`${site}-logs`)}-${scope.accountId}`);
  const { bucket, ready } = createPrivateBucket(
    name,
    {
      scope,
      bucketName,
      lifecycle: { expiration: { days } },
      statements: [deliveryStatement(scope, bucketName, delivery)],
    },
    opts,
  );
  const source = new aws.cloudwatch.LogDeliverySource(
    name,
    { region: REGION, name: delivery, logType: "ACCESS_LOGS", resourceArn: distributionArn },
    opts,
  );
  const destination = new aws.cloudwatch.LogDeliveryDestination(
    name,
    {
      region: REGION,
      name: delivery,
      outputFormat: "json",
      deliveryDestinationConfiguration: { destinationResourceArn: bucket.arn },
    },
    opts,
  );
  new aws.cloudwatch.LogDelivery(
    name,
    {
      region: REGION,
      deliverySourceName: source.name,
      deliveryDestinationArn: destination.arn,
    },
    { ...opts, dependsOn: ready },
  );
}

function deliveryStatement(scope: Scope, bucketName: string, delivery: string) {
  const source = `arn:${scope.partition}:logs:${REGION}:${scope.accountId}:delivery-source:${delivery}`;
  return {
    sid: "AccessLogs",
    service: "delivery.logs.amazonaws.com",
    actions: ["s3:PutObject"],
    resources: [scope.s3Arn(`${bucketName}/AWSLogs/${scope.accountId}/CloudFront/*`)],
    conditions: {
      StringEquals: {
        "aws:SourceAccount": scope.accountId,
        "s3:x-amz-acl": "bucket-owner-full-control",
      },
      ArnLike: { "aws:SourceArn": source },
    },
  };
}
