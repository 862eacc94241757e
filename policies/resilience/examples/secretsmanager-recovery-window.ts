import type { SecretArgs } from "@pulumi/aws/secretsmanager";

import { resource } from "../../example";

const SECRET = "aws:secretsmanager/secret:Secret";

export const bad = [resource<SecretArgs>(SECRET, "jwt", { recoveryWindowInDays: 0 })];

export const good = [
  resource<SecretArgs>(SECRET, "jwt", {}),
  resource<SecretArgs>(SECRET, "payments", { recoveryWindowInDays: 7 }),
];
