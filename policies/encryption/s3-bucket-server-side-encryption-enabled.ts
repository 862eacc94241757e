import type { StackValidationPolicy } from "@pulumi/policy";

import { encryptionRules } from "../bucket-encryption";
import { bucketsOf } from "../buckets";
import { eachKnown } from "../known";

/** S3 encrypts with its own keys since 2023; the rule wants it written down and so kept. */
export const s3BucketServerSideEncryptionEnabled: StackValidationPolicy = {
  name: "s3-bucket-server-side-encryption-enabled",
  description: "Each S3 bucket says how it encrypts its objects.",
  enforcementLevel: "mandatory",
  severity: "medium",
  tags: ["encryption"],
  remediationSteps:
    "Add a BucketServerSideEncryptionConfiguration with sseAlgorithm aws:kms, or AES256 for a log target.",
  url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-encryption.html",
  validateStack: ({ resources }, report) => {
    eachKnown(bucketsOf(resources), bucket => {
      const configured = encryptionRules(bucket, resources).some(
        rule => rule.applyServerSideEncryptionByDefault?.sseAlgorithm,
      );
      if (!configured) {
        report(
          "The bucket has no BucketServerSideEncryptionConfiguration: add one with an sseAlgorithm.",
          bucket.urn,
        );
      }
    });
  },
};
