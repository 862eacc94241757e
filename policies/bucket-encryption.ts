import type { PolicyResource } from "@pulumi/policy";

import { settingsOf } from "./buckets";
import { isGiven } from "./given";

const CONFIGURATION = [
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
  "aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2",
];

/** How a bucket encrypts objects whose writer does not say. */
export interface EncryptionRule {
  applyServerSideEncryptionByDefault?: { sseAlgorithm?: string };
  bucketKeyEnabled?: boolean;
}

/** The older way: written on the bucket itself, where AWS writes what it does when nothing is said. */
interface Inline {
  serverSideEncryptionConfiguration?: { rule?: EncryptionRule };
  serverSideEncryptionConfigurations?: readonly { rules?: readonly EncryptionRule[] }[];
}

/** What the program says of a bucket's encryption, in a resource of its own or on the bucket. */
export function encryptionRules(
  bucket: PolicyResource,
  resources: readonly PolicyResource[],
): EncryptionRule[] {
  const own = settingsOf(bucket, CONFIGURATION, resources).flatMap(
    ({ props }) => (props.rules ?? []) as EncryptionRule[],
  );
  return own.length > 0 ? own : inlineRules(bucket);
}

function inlineRules(bucket: PolicyResource): EncryptionRule[] {
  const props = bucket.props as Inline;
  const one = isGiven(bucket, "serverSideEncryptionConfiguration")
    ? props.serverSideEncryptionConfiguration?.rule
    : undefined;
  const list = isGiven(bucket, "serverSideEncryptionConfigurations")
    ? props.serverSideEncryptionConfigurations
    : undefined;
  return [...(one ? [one] : []), ...(list ?? []).flatMap(({ rules }) => rules ?? [])];
}
