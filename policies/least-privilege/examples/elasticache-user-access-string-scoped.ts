import type { UserArgs } from "@pulumi/aws/elasticache";

import { resource } from "../../example";

const user = {
  userId: "orders",
  userName: "orders",
  engine: "valkey",
  authenticationMode: { type: "iam" },
};

export const bad = [
  resource<UserArgs>("aws:elasticache/user:User", "orders", {
    ...user,
    accessString: "on ~* +@all",
  }),
];

export const good = [
  resource<UserArgs>("aws:elasticache/user:User", "orders", {
    ...user,
    accessString: "on ~orders:* +@read +@write",
  }),
];
