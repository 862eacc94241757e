import type { RoleArgs } from "@pulumi/aws/iam";

import { resource } from "../../example";

const arn = "arn:aws:iam::123456789012:policy/workload-boundary";

export const config = { arn };

export const bad = [resource<RoleArgs>("aws:iam/role:Role", "orders", { name: "orders" })];

export const good = [
  resource<RoleArgs>("aws:iam/role:Role", "orders", { name: "orders", permissionsBoundary: arn }),
];
