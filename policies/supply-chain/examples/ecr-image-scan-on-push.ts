import type { RepositoryArgs } from "@pulumi/aws/ecr";

import { resource } from "../../example";

export const bad = [
  resource<RepositoryArgs>("aws:ecr/repository:Repository", "orders", { name: "shop/orders" }),
];

export const good = [
  resource<RepositoryArgs>("aws:ecr/repository:Repository", "orders", {
    name: "shop/orders",
    imageScanningConfiguration: { scanOnPush: true },
  }),
];
