import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { EncryptionKey } from "../encryption-key";
import { ArgumentError } from "../errors";
import { Link, Linkable } from "../link";
import { Statement } from "../plan/iam-statements";
import { Scope } from "../plan/scope";
import { bucketNameOf } from "./bucket-name";
import { readableByCloudFront } from "./cloudfront-readers";
import { createPrivateBucket } from "./private-bucket";

/** Which pages of other origins may use a bucket from a browser. */
export interface BucketCors {
  /** Origins, e.g. `https://shop.example.com`; `*` is refused. */
  origins: readonly string[];

  /**
   * HTTP methods.
   *
   * @default ["GET", "HEAD"]
   */
  methods?: readonly ("GET" | "HEAD" | "PUT" | "POST" | "DELETE")[];

  /**
   * Request headers.
   *
   * @default - none beyond those that need no leave
   */
  headers?: readonly string[];

  /**
   * Seconds that a browser keeps the answer.
   *
   * @default 3600
   */
  maxAgeSeconds?: number;
}

/** Arguments of {@link Bucket}. */
export interface BucketArgs {
  /** The system and environment that the bucket is for. */
  scope: Scope;

  /**
   * Encrypts the objects. Objects stored before a change keep what they were encrypted with.
   *
   * @default - S3's own keys, which is what CloudFront can read
   */
  key?: EncryptionKey;

  /**
   * Name where documents give one, 3 to 63 lower-case letters, digits and dashes, free worldwide. A
   * change replaces the bucket.
   *
   * @default - app, component's name, environment and account: `shop-images-prod-123456789012`
   */
  name?: string;

  /**
   * Whether a StaticSite serves it: CloudFront distributions of this account may read it. Not with a
   * `key`. Changes in place.
   *
   * @default false
   */
  cdn?: boolean;

  /**
   * Days after which an object moves to S3 Glacier Instant Retrieval, from which it is read as before:
   * cheaper to keep, dearer to read. Changes in place.
   *
   * @default - never
   */
  glacierAfterDays?: number;

  /**
   * Which pages of other origins may use it from a browser. Changes in place.
   *
   * @default - none
   */
  cors?: BucketCors;
}

/** Days that what was overwritten or deleted can be had back. */
const EARLIER_VERSIONS_DAYS = 90;

/**
 * A private, encrypted and versioned bucket for a system's data. Linked services may read, write and
 * delete its objects and get its name as `S3_BUCKET_NAME`.
 *
 * In prod it cannot be deleted without first turning off the protection, nor while objects are in it.
 *
 * @example
 * const images = new Bucket("images", { scope, name: "ecommerce-products", cdn: true });
 */
export class Bucket extends pulumi.ComponentResource implements Linkable {
  static readonly __pulumiType = "infra:bucket:Bucket";

  /** Name, known at preview. */
  readonly bucketName: string;
  /** Host at which S3 serves it to those who may read it. */
  readonly domainName: pulumi.Output<string>;
  /** Whether CloudFront may read it. */
  readonly cdn: boolean;

  readonly #link: Link;

  constructor(name: string, args: BucketArgs, opts?: pulumi.ComponentResourceOptions) {
    super(Bucket.__pulumiType, name, args, opts);
    checkArgs(name, args);
    const { scope, key, cdn = false, glacierAfterDays } = args;
    const child = { parent: this };

    this.bucketName = bucketNameOf(name, scope, args.name);
    const { bucket, ready } = createPrivateBucket(
      name,
      {
        scope,
        bucketName: this.bucketName,
        keyArn: key?.arn,
        versioned: true,
        protect: scope.isProd || undefined,
        lifecycle: {
          noncurrentVersionExpiration: { noncurrentDays: EARLIER_VERSIONS_DAYS },
          ...(glacierAfterDays !== undefined && {
            transitions: [{ days: glacierAfterDays, storageClass: "GLACIER_IR" }],
          }),
        },
        statements: cdn ? readableByCloudFront(scope, this.bucketName) : [],
      },
      child,
    );
    if (args.cors !== undefined) {
      createCors(name, bucket.bucket, args.cors, child);
    }

    this.domainName = bucket.bucketRegionalDomainName;
    this.cdn = cdn;
    this.#link = {
      awsServices: ["s3"],
      environment: { S3_BUCKET_NAME: this.bucketName },
      statements: grants(name, scope, this.bucketName, key),
      dependsOn: ready,
    };
    this.registerOutputs({ bucketName: this.bucketName });
  }

  /** Its name as a variable, and the right to its objects. */
  link(): Link {
    return this.#link;
  }
}

function checkArgs(name: string, { key, cdn, cors, glacierAfterDays }: BucketArgs): void {
  const complain = (text: string) => new ArgumentError(`Bucket "${name}": ${text}`);
  if (cdn === true && key !== undefined) {
    throw complain("cdn is true and it has a key; CloudFront reads a bucket without key only");
  }
  if (cors?.origins.some(origin => !/^https?:\/\/[^*/]+$/.test(origin))) {
    throw complain(
      `cors.origins are ${cors.origins.join(", ")}; use origins such as https://shop.example.com, without a path or *`,
    );
  }
  if (
    glacierAfterDays !== undefined &&
    !(Number.isInteger(glacierAfterDays) && glacierAfterDays > 0)
  ) {
    throw complain(`glacierAfterDays is ${glacierAfterDays}; use a whole number from 1`);
  }
}

function createCors(
  name: string,
  bucket: pulumi.Input<string>,
  { origins, methods = ["GET", "HEAD"], headers = [], maxAgeSeconds = 3600 }: BucketCors,
  opts: pulumi.CustomResourceOptions,
): void {
  new aws.s3.BucketCorsConfiguration(
    name,
    {
      bucket,
      corsRules: [
        {
          allowedOrigins: [...origins],
          allowedMethods: [...methods],
          allowedHeaders: [...headers],
          maxAgeSeconds,
        },
      ],
    },
    opts,
  );
}

/** What a linked service may do: a statement's id holds the component's name, so that two buckets differ. */
function grants(
  name: string,
  scope: Scope,
  bucket: string,
  key: EncryptionKey | undefined,
): Statement[] {
  const suffix = name.replace(/(^|[^A-Za-z0-9]+)([A-Za-z0-9])/g, (_match, _gap, first: string) =>
    first.toUpperCase(),
  );
  const objects: Statement = {
    sid: `Objects${suffix}`,
    actions: ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"],
    resources: [scope.s3Arn(`${bucket}/*`)],
  };
  if (key === undefined) {
    return [objects];
  }
  // A key's id is not known before it exists: the account's keys, narrowed to the one with the alias.
  const encrypted: Statement = {
    sid: `ObjectKey${suffix}`,
    actions: ["kms:Decrypt", "kms:GenerateDataKey"],
    resources: [scope.arn("kms", "key/*")],
    conditions: {
      "ForAnyValue:StringEquals": { "kms:ResourceAliases": key.alias },
      StringEquals: { "kms:ViaService": `s3.${scope.region}.amazonaws.com` },
    },
  };
  return [objects, encrypted];
}
