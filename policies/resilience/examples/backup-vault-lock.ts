import type { VaultArgs, VaultLockConfigurationArgs } from "@pulumi/aws/backup";

import { resource } from "../../example";

const vault = resource<VaultArgs>("aws:backup/vault:Vault", "shop", { name: "shop" });

export const bad = [vault];

export const good = [
  vault,
  resource<VaultLockConfigurationArgs>(
    "aws:backup/vaultLockConfiguration:VaultLockConfiguration",
    "shop-lock",
    { minRetentionDays: 30 },
    { from: { backupVaultName: "shop.name" } },
  ),
];
