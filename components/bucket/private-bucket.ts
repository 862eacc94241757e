import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { Scope } from "../plan/scope";

/** One Allow statement of a bucket policy, for an AWS service. */
export interface BucketStatement {
  sid: string;
  /** Principal of the service, e.g. `cloudfront.amazonaws.com`. */
  service: string;
  actions: readonly string[];
  resources: readonly string[];
  conditions: Record<string, Record<string, string>>;
}

/** What {@link createPrivateBucket} needs. */
export interface PrivateBucketArgs {
  scope: Scope;
  /** Name, known at preview. */
  bucketName: string;
  /** Key that objects are encrypted with; S3's own (AES256) without. */
  keyArn?: pulumi.Input<string>;
  /** Whether what is overwritten or deleted stays as an earlier version. */
  versioned?: boolean;
  /** What becomes of objects over time, beside uploads that never end. */
  lifecycle: Omit<LifecycleRule, "id" | "status" | "filter">;
  /** AWS services that may use it; everyone else needs a right of their own. */
  statements: readonly BucketStatement[];
  /** Whether the engine refuses to delete it. */
  protect?: boolean;
}

type LifecycleRule = aws.types.input.s3.BucketLifecycleConfigurationRule;

/** Days after which the parts of an upload that never ended go. */
const UNFINISHED_UPLOAD_DAYS = 7;

/** A bucket that is closed to the public, takes TLS only and owns all objects; outside prod it goes with them. */
export function createPrivateBucket(
  name: string,
  args: PrivateBucketArgs,
  opts: pulumi.CustomResourceOptions,
) {
  const { scope, bucketName } = args;
  const created = new aws.s3.Bucket(
    name,
    { bucket: bucketName, forceDestroy: !scope.isProd },
    // Without a word from here whoever makes the component decides.
    { ...opts, protect: args.protect },
  );
  const { bucket } = created;
  new aws.s3.BucketServerSideEncryptionConfiguration(
    name,
    { bucket, rules: [encryption(args.keyArn)] },
    opts,
  );
  const block = new aws.s3.BucketPublicAccessBlock(
    name,
    {
      bucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    },
    opts,
  );
  new aws.s3.BucketOwnershipControls(
    name,
    { bucket, rule: { objectOwnership: "BucketOwnerEnforced" } },
    opts,
  );
  createLifecycle(name, bucket, args, opts);
  const policy = new aws.s3.BucketPolicy(
    name,
    { bucket, policy: bucketPolicy(scope, bucketName, args.statements) },
    { ...opts, dependsOn: [block] },
  );
  return { bucket: created, ready: [policy] };
}

function encryption(keyArn: pulumi.Input<string> | undefined) {
  return keyArn === undefined
    ? { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }
    : {
        applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: keyArn },
        // One call to KMS for many objects.
        bucketKeyEnabled: true,
      };
}

function createLifecycle(
  name: string,
  bucket: pulumi.Output<string>,
  { versioned = false, lifecycle }: PrivateBucketArgs,
  opts: pulumi.CustomResourceOptions,
): void {
  // S3 takes rules for earlier versions only once there can be any.
  const versioning = versioned
    ? [
        new aws.s3.BucketVersioning(
          name,
          { bucket, versioningConfiguration: { status: "Enabled" } },
          opts,
        ),
      ]
    : [];
  new aws.s3.BucketLifecycleConfiguration(
    name,
    {
      bucket,
      rules: [
        {
          id: "expire",
          status: "Enabled",
          filter: {},
          ...lifecycle,
          abortIncompleteMultipartUpload: { daysAfterInitiation: UNFINISHED_UPLOAD_DAYS },
        },
      ],
    },
    { ...opts, dependsOn: versioning },
  );
}

function bucketPolicy(
  scope: Scope,
  bucket: string,
  statements: readonly BucketStatement[],
): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      ...statements.map(({ sid, service, actions, resources, conditions }) => ({
        Sid: sid,
        Effect: "Allow",
        Principal: { Service: service },
        Action: actions.length === 1 ? actions[0] : actions,
        Resource: resources.length === 1 ? resources[0] : resources,
        Condition: conditions,
      })),
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
