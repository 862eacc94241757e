import { policyDocument, policyMeaning } from "../checks/policy-document";
import { mentions } from "../checks/references";
import { among, matches } from "../checks/rules";
import { allAt, asText } from "../values";
import { TypeEntry } from "./type-entry";

const CORS_METHODS = ["GET", "PUT", "HEAD", "POST", "DELETE"];

const BUCKET = "aws:s3/bucket:Bucket";

/** A setting of a bucket that is a resource of its own; a bucket has one of each. */
const setting = (entry: Partial<TypeEntry> = {}): TypeEntry => ({
  replaces: ["bucket", "expectedBucketOwner"],
  outputs: cloud => ({ id: cloud.text("bucket") }),
  world: [
    mentions({ path: "bucket", type: BUCKET, complaint: "NoSuchBucket: there is no bucket" }),
  ],
  unique: inputs => asText(inputs.bucket),
  ...entry,
});

/** Buckets and their settings. */
export const s3: Readonly<Record<string, TypeEntry>> = {
  [BUCKET]: {
    name: { property: "bucket", max: 63, lower: true },
    replaces: ["bucket", "bucketNamespace", "bucketPrefix", "objectLockEnabled"],
    meanings: { policy: policyMeaning },
    outputs: cloud => {
      const bucket = cloud.physicalName;
      return {
        id: bucket,
        bucket,
        arn: `arn:${cloud.partition}:s3:::${bucket}`,
        bucketDomainName: `${bucket}.s3.${cloud.dnsSuffix}`,
        bucketRegionalDomainName: `${bucket}.s3.${cloud.region}.${cloud.dnsSuffix}`,
        bucketRegion: cloud.region,
        hostedZoneId: "Z3AQBSTGFYJSTF",
        forceDestroy: false,
        objectLockEnabled: false,
        requestPayer: "BucketOwner",
      };
    },
    checks: [
      matches(
        "bucket",
        /^(?!xn--|sthree-|amzn-s3-demo-)(?!.*\.\.)(?!.*(-s3alias|--ol-s3|\.mrap|--x-s3)$)(?!\d+\.\d+\.\d+\.\d+$)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
        "3 to 63 lower-case letters, digits, dots and hyphens, beginning and ending with a letter or digit",
      ),
    ],
  },
  "aws:s3/bucketPolicy:BucketPolicy": setting({
    meanings: { policy: policyMeaning },
    checks: [policyDocument("policy", { kind: "resource", max: 20480 })],
  }),
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": setting(),
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": setting(
    { sets: ["rules"] },
  ),
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": setting(),
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": setting({
    checks: [
      among(["rules"], ({ rules }) => {
        const ids = ((rules ?? []) as { id?: unknown }[]).map(rule => asText(rule.id));
        return new Set(ids).size < ids.length
          ? `InvalidArgument: a rule id is there twice: ${ids.join(", ")}`
          : undefined;
      }),
    ],
  }),
  "aws:s3/bucketVersioning:BucketVersioning": setting(),
  "aws:s3/bucketCorsConfiguration:BucketCorsConfiguration": setting({
    sets: [
      "corsRules",
      "corsRules.allowedHeaders",
      "corsRules.allowedMethods",
      "corsRules.allowedOrigins",
      "corsRules.exposeHeaders",
    ],
    checks: [
      among(["corsRules"], ({ corsRules }) => {
        const methods = allAt({ corsRules }, "corsRules.allowedMethods").map(asText);
        const unknown = methods.filter(method => !CORS_METHODS.includes(method));
        return unknown.length > 0
          ? `InvalidRequest: Found unsupported HTTP method in CORS config. Unsupported method is ${unknown.join(", ")}`
          : undefined;
      }),
    ],
  }),
};
