import type { ResourceValidationPolicy } from "@pulumi/policy";

import { fsbp } from "../framework";
import { hasOwnKey } from "../own-key";
import { onTypes } from "../resource";
import { MANDATORY_IN_PROD } from "../tags";

/** Left out, CloudTrail encrypts with S3's own keys. */
export const cloudtrailEncrypted: ResourceValidationPolicy = {
  name: "cloudtrail-encrypted",
  description: "CloudTrail's records are encrypted with a key of the system's own.",
  enforcementLevel: "mandatory",
  severity: "medium",
  tags: ["encryption", MANDATORY_IN_PROD],
  framework: fsbp("CloudTrail.2", "CloudTrail should have encryption at-rest enabled"),
  remediationSteps: "Set kmsKeyId to the system's KMS key, whose policy lets CloudTrail use it.",
  url: "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/encrypting-cloudtrail-log-files-with-aws-kms.html",
  validateResource: onTypes(["aws:cloudtrail/trail:Trail"], (trail, report) => {
    if (!hasOwnKey(trail, "kmsKeyId")) {
      report("Records are not encrypted with a key of the system's own: set kmsKeyId.");
    }
  }),
};
