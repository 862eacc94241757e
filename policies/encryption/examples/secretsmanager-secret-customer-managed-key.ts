import type { SecretArgs } from "@pulumi/aws/secretsmanager";

import { resource } from "../../example";

export const bad = [
  resource<SecretArgs>("aws:secretsmanager/secret:Secret", "token", { name: "/shop/token" }),
];

export const good = [
  resource<SecretArgs>("aws:secretsmanager/secret:Secret", "token", {
    name: "/shop/token",
    kmsKeyId: "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab",
  }),
];
