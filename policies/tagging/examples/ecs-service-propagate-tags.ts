import type { ServiceArgs } from "@pulumi/aws/ecs";

import { resource } from "../../example";

export const bad = [
  resource<ServiceArgs>("aws:ecs/service:Service", "orders", { propagateTags: "NONE" }),
];

export const good = [
  resource<ServiceArgs>("aws:ecs/service:Service", "orders", {
    propagateTags: "SERVICE",
    enableEcsManagedTags: true,
  }),
];
