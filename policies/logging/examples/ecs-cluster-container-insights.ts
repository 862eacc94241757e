import type { ClusterArgs } from "@pulumi/aws/ecs";

import { resource } from "../../example";

export const bad = [resource<ClusterArgs>("aws:ecs/cluster:Cluster", "shop", { name: "shop" })];

export const good = [
  resource<ClusterArgs>("aws:ecs/cluster:Cluster", "shop", {
    name: "shop",
    settings: [{ name: "containerInsights", value: "enabled" }],
  }),
];
