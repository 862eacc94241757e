import type { RoleArgs } from "@pulumi/aws/iam";

import { resource } from "../../example";

export const bad = [
  resource<RoleArgs>("aws:iam/role:Role", "deploy", { maxSessionDuration: 43200 }),
];

export const good = [
  resource<RoleArgs>("aws:iam/role:Role", "deploy", { maxSessionDuration: 3600 }),
];
