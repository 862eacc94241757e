import type { ServiceArgs } from "@pulumi/aws/ecs";

import { resource } from "../../example";

export const bad = [
  resource<ServiceArgs>("aws:ecs/service:Service", "orders", { desiredCount: 2 }),
];

export const good = [
  resource<ServiceArgs>("aws:ecs/service:Service", "orders", {
    desiredCount: 2,
    deploymentCircuitBreaker: { enable: true, rollback: true },
  }),
];
