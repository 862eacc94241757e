import type { VaultArgs } from "@pulumi/aws/backup";

import { resource } from "../../example";

export const bad = [resource<VaultArgs>("aws:backup/vault:Vault", "backups", { name: "shop" })];

export const good = [
  resource<VaultArgs>("aws:backup/vault:Vault", "backups", {
    name: "shop",
    kmsKeyArn: "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab",
  }),
];
