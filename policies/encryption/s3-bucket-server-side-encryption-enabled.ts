import type { StackValidationPolicy } from "@pulumi/policy";

import { bucketsOf, settingsOf } from "../buckets";
import { eachKnown } from "../known";

const CONFIGURATION = [
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
  "aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2",
];

interface EncryptionRules {
  rules?: readonly { applyServerSideEncryptionByDefault?: { sseAlgorithm?: string } }[];
}

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
      const configured = settingsOf(bucket, CONFIGURATION, resources).some(({ props }) =>
        (props as EncryptionRules).rules?.some(
          rule => rule.applyServerSideEncryptionByDefault?.sseAlgorithm !== undefined,
        ),
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
