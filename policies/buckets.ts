import type { PolicyResource } from "@pulumi/policy";

import { refersTo } from "./references";

/** Types of S3 buckets. */
export const BUCKET_TYPES = ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"];

/** The buckets of a stack. */
export function bucketsOf(resources: readonly PolicyResource[]): PolicyResource[] {
  return resources.filter(({ type }) => BUCKET_TYPES.includes(type));
}

/** Resources of some types whose `bucket` is this bucket. */
export function settingsOf(
  bucket: PolicyResource,
  types: readonly string[],
  resources: readonly PolicyResource[],
): PolicyResource[] {
  return resources.filter(
    resource => types.includes(resource.type) && refersTo(resource, "bucket", bucket),
  );
}
