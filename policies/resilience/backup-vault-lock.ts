import type { PolicyResource, StackValidationPolicy } from "@pulumi/policy";

import { eachKnown, isSet } from "../known";
import { refersTo } from "../references";

/** Off until a stack gives it a level: a lock in compliance mode cannot be taken back by anyone. */
export const backupVaultLock: StackValidationPolicy = {
  name: "backup-vault-lock",
  description: "Backups cannot be deleted before their time, by anyone.",
  enforcementLevel: "disabled",
  severity: "low",
  tags: ["resilience"],
  remediationSteps: "Add a VaultLockConfiguration with minRetentionDays.",
  url: "https://docs.aws.amazon.com/aws-backup/latest/devguide/vault-lock.html",
  validateStack: ({ resources }, report) => {
    const locks = resources.filter(
      ({ type }) => type === "aws:backup/vaultLockConfiguration:VaultLockConfiguration",
    );
    const vaults = resources.filter(({ type }) => type === "aws:backup/vault:Vault");
    eachKnown(vaults, vault => {
      const own = locks.filter(lock => isLockOf(lock, vault));
      if (!own.some(({ props }) => isSet(props, "minRetentionDays"))) {
        report(
          "Backups can be deleted before their time: add a VaultLockConfiguration with minRetentionDays.",
          vault.urn,
        );
      }
    });
  },
};

/** Vaults of two regions may share a name: one that is taken from a vault's outputs means that vault. */
function isLockOf(lock: PolicyResource, vault: PolicyResource): boolean {
  const sources = lock.propertyDependencies.backupVaultName ?? [];
  return sources.length > 0
    ? sources.some(({ urn }) => urn === vault.urn)
    : refersTo(lock, "backupVaultName", vault);
}
