import type { ResourceValidationPolicy } from "@pulumi/policy";

import { fsbp } from "../framework";
import { onTypes } from "../resource";

export const efsEncrypted: ResourceValidationPolicy = {
  name: "efs-encrypted",
  description: "EFS file systems are encrypted at rest.",
  enforcementLevel: "mandatory",
  severity: "high",
  tags: ["encryption"],
  framework: fsbp(
    "EFS.1",
    "Elastic File System should be configured to encrypt file data at-rest using AWS KMS",
  ),
  remediationSteps:
    "Set encrypted to true before the file system is created; the change replaces it.",
  url: "https://docs.aws.amazon.com/efs/latest/ug/encryption-at-rest.html",
  validateResource: onTypes<{ encrypted?: boolean }>(
    ["aws:efs/fileSystem:FileSystem"],
    ({ encrypted }, report) => {
      if (!encrypted) {
        report("Files are not encrypted at rest: set encrypted to true.");
      }
    },
  ),
};
