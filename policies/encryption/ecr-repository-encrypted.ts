import type { ResourceValidationPolicy } from "@pulumi/policy";

import { onTypes } from "../resource";
import { MANDATORY_IN_PROD } from "../tags";

interface Repository {
  encryptionConfigurations?: readonly { encryptionType?: string }[];
}

export const ecrRepositoryEncrypted: ResourceValidationPolicy = {
  name: "ecr-repository-encrypted",
  description: "ECR repositories are encrypted with KMS.",
  enforcementLevel: "mandatory",
  severity: "medium",
  tags: ["encryption", MANDATORY_IN_PROD],
  remediationSteps:
    "Set encryptionConfigurations to type KMS before the repository is created; the change replaces it.",
  url: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/encryption-at-rest.html",
  validateResource: onTypes<Repository>(
    ["aws:ecr/repository:Repository"],
    ({ encryptionConfigurations }, report) => {
      if (!/^KMS(_DSSE)?$/.test(encryptionConfigurations?.[0]?.encryptionType ?? "AES256")) {
        report("Images are not encrypted with KMS: set encryptionConfigurations to type KMS.");
      }
    },
  ),
};
