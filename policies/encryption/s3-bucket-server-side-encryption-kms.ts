import type { PolicyResource, StackValidationPolicy } from "@pulumi/policy";

import { EncryptionRule, encryptionRules } from "../bucket-encryption";
import { bucketsOf, settingsOf } from "../buckets";
import { serviceName } from "../iam/principal";
import { statementsOf } from "../iam/statements";
import { eachKnown } from "../known";
import { hasOwnKey } from "../own-key";
import { finding } from "../resource";
import { MANDATORY_IN_PROD } from "../tags";

/**
 * A bucket that its policy opens to an AWS service is left out: Elastic Load Balancing writes access logs
 * to buckets with S3's own keys only, CloudFront reads others only by a key policy that names the
 * distribution, and CloudTrail brings a key of its own. One without any configuration is the finding of
 * s3-bucket-server-side-encryption-enabled.
 */
export const s3BucketServerSideEncryptionKms: StackValidationPolicy = {
  name: "s3-bucket-server-side-encryption-kms",
  description: "S3 buckets with the system's data are encrypted with a key of its own.",
  enforcementLevel: "mandatory",
  severity: "medium",
  tags: ["encryption", MANDATORY_IN_PROD],
  remediationSteps:
    "Set sseAlgorithm to aws:kms, kmsMasterKeyId to the system's KMS key and bucketKeyEnabled to true.",
  url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html",
  validateStack: ({ resources }, report) => {
    eachKnown(bucketsOf(resources), bucket => {
      const problem = encryptionRules(bucket, resources)
        .map(problemOf)
        .find(found => found !== undefined);
      if (problem !== undefined && !isForService(bucket, resources)) {
        report(problem, bucket.urn);
      }
    });
  },
};

function problemOf(rule: EncryptionRule): string | undefined {
  const { applyServerSideEncryptionByDefault: encryption, bucketKeyEnabled } = rule;
  if (encryption?.sseAlgorithm === undefined) {
    return undefined;
  }
  if (!/^aws:kms(:dsse)?$/.test(encryption.sseAlgorithm)) {
    return finding("Algorithm", "Objects are not encrypted with KMS: set sseAlgorithm to aws:kms.");
  }
  if (!hasOwnKey(encryption, "kmsMasterKeyId")) {
    return finding("Key", "Objects are encrypted with AWS's own key: set kmsMasterKeyId.");
  }
  // S3 has no bucket keys for encryption in two layers.
  if (encryption.sseAlgorithm === "aws:kms" && !bucketKeyEnabled) {
    return finding("BucketKey", "Each object costs a call to KMS: set bucketKeyEnabled to true.");
  }
  return undefined;
}

function isForService(bucket: PolicyResource, resources: readonly PolicyResource[]): boolean {
  return [...settingsOf(bucket, ["aws:s3/bucketPolicy:BucketPolicy"], resources), bucket].some(
    ({ props }) => {
      // Read outside of statementsOf: without the policy nothing is known about the bucket.
      const document = props.policy as unknown;
      return statementsOf(() => document).some(
        ({ effect, principals }) =>
          effect === "allow" && principals.some(principal => serviceName(principal) !== undefined),
      );
    },
  );
}
