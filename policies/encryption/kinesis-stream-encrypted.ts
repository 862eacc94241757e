import type { ResourceValidationPolicy } from "@pulumi/policy";

import { fsbp } from "../framework";
import { onTypes } from "../resource";

export const kinesisStreamEncrypted: ResourceValidationPolicy = {
  name: "kinesis-stream-encrypted",
  description: "Kinesis streams encrypt their records.",
  enforcementLevel: "mandatory",
  severity: "medium",
  tags: ["encryption"],
  framework: fsbp("Kinesis.1", "Kinesis streams should be encrypted at rest"),
  remediationSteps: "Set encryptionType to KMS and kmsKeyId to the system's KMS key.",
  url: "https://docs.aws.amazon.com/streams/latest/dev/server-side-encryption.html",
  validateResource: onTypes<{ encryptionType?: string }>(
    ["aws:kinesis/stream:Stream"],
    // Left out, it is NONE.
    ({ encryptionType }, report) => {
      if (encryptionType !== "KMS") {
        report("Records are not encrypted: set encryptionType to KMS.");
      }
    },
  ),
};
