import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { bucketNameOf } from "./bucket/bucket-name";
import { BucketStatement, createPrivateBucket } from "./bucket/private-bucket";
import { EncryptionKey } from "./encryption-key";
import { ArgumentError } from "./errors";
import { Scope } from "./plan/scope";

/** Arguments of {@link AuditTrail}. */
export interface AuditTrailArgs {
  /** The system and environment that the trail is for. */
  scope: Scope;
  /** Encrypts the records; its policy lets this trail use it. */
  key: EncryptionKey;

  /**
   * Days that records are kept, 90 or more.
   *
   * @default 365
   */
  retentionDays?: number;

  /**
   * Name of the bucket with the records where documents give one, 3 to 63 lower-case letters, digits
   * and dashes, free worldwide. A change replaces the bucket.
   *
   * @default - app, component's name, environment and account: `shop-audit-prod-123456789012`
   */
  bucketName?: string;
}

/** Days that a record stays after it was deleted or written over. */
const EARLIER_VERSIONS_DAYS = 90;

/**
 * Records every management call in the account, in all regions, by whomever: a CloudTrail trail with
 * digests that prove that no record was changed, into a private bucket that this trail alone writes.
 * It sees the whole account, not one system; the first trail of an account is free, each further one is
 * charged by the event, so one system of an account has it.
 *
 * In prod the bucket cannot be deleted without first turning off the protection, nor while records are
 * in it.
 */
export class AuditTrail extends pulumi.ComponentResource {
  static readonly __pulumiType = "infra:audit-trail:AuditTrail";

  /** ARN of the trail, known at preview. */
  readonly trailArn: string;
  /** Name of the bucket with the records, known at preview. */
  readonly bucketName: string;

  constructor(name: string, args: AuditTrailArgs, opts?: pulumi.ComponentResourceOptions) {
    super(AuditTrail.__pulumiType, name, args, opts);
    const { scope, key, retentionDays = 365 } = args;
    if (!(Number.isInteger(retentionDays) && retentionDays >= 90)) {
      throw new ArgumentError(
        `AuditTrail "${name}": retentionDays is ${retentionDays}; use a whole number from 90`,
      );
    }
    const child = { parent: this };

    this.trailArn = scope.arn("cloudtrail", `trail/${scope.name()}`);
    this.bucketName = bucketNameOf(name, scope, args.bucketName);
    const { bucket, ready } = createPrivateBucket(
      name,
      {
        scope,
        bucketName: this.bucketName,
        versioned: true,
        protect: scope.isProd || undefined,
        lifecycle: {
          expiration: { days: retentionDays },
          noncurrentVersionExpiration: { noncurrentDays: EARLIER_VERSIONS_DAYS },
        },
        statements: writerStatements(scope, this.bucketName, this.trailArn),
      },
      child,
    );
    new aws.cloudtrail.Trail(
      name,
      {
        name: scope.name(),
        s3BucketName: bucket.bucket,
        kmsKeyId: key.arn,
        isMultiRegionTrail: true,
        includeGlobalServiceEvents: true,
        enableLogFileValidation: true,
      },
      // CloudTrail writes a file as soon as it is made.
      { ...child, dependsOn: ready },
    );
    this.registerOutputs({ trailArn: this.trailArn, bucketName: this.bucketName });
  }
}

/** What CloudTrail asks of a bucket, for this trail alone. */
function writerStatements(scope: Scope, bucketName: string, trailArn: string): BucketStatement[] {
  const trail = { "aws:SourceArn": trailArn };
  const service = "cloudtrail.amazonaws.com";
  return [
    {
      sid: "TrailChecksAcl",
      service,
      actions: ["s3:GetBucketAcl"],
      resources: [scope.s3Arn(bucketName)],
      conditions: { StringEquals: trail },
    },
    {
      sid: "TrailWrites",
      service,
      actions: ["s3:PutObject"],
      resources: [scope.s3Arn(`${bucketName}/AWSLogs/${scope.accountId}/*`)],
      conditions: {
        StringEquals: { ...trail, "s3:x-amz-acl": "bucket-owner-full-control" },
      },
    },
  ];
}
