import type { ResourceValidationPolicy } from "@pulumi/policy";

import { fsbp } from "../framework";
import { hasOwnKey } from "../own-key";
import { onTypes } from "../resource";
import { MANDATORY_IN_PROD } from "../tags";

const AIR_GAPPED = "aws:backup/logicallyAirGappedVault:LogicallyAirGappedVault";

/** Left out, AWS encrypts with a key of its own, to which another account can be given no right. */
export const backupVaultEncrypted: ResourceValidationPolicy = {
  name: "backup-vault-encrypted",
  description: "Backup vaults are encrypted with a key of the system's own.",
  enforcementLevel: "mandatory",
  severity: "medium",
  tags: ["encryption", MANDATORY_IN_PROD],
  framework: fsbp("Backup.1", "AWS Backup recovery points should be encrypted at rest"),
  remediationSteps:
    "Set kmsKeyArn (encryptionKeyArn of an air-gapped vault) before the vault is created; the change replaces it.",
  url: "https://docs.aws.amazon.com/aws-backup/latest/devguide/encryption.html",
  validateResource: onTypes(["aws:backup/vault:Vault", AIR_GAPPED], (vault, report, { type }) => {
    const property = type === AIR_GAPPED ? "encryptionKeyArn" : "kmsKeyArn";
    if (!hasOwnKey(vault, property)) {
      report(`Backups are not encrypted with a key of the system's own: set ${property}.`);
    }
  }),
};
