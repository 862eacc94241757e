import type { ServiceArgs } from "@pulumi/aws/ecs";

import { resource } from "../../example";

export const bad = [
  resource<ServiceArgs>("aws:ecs/service:Service", "orders", {
    desiredCount: 2,
    deploymentMinimumHealthyPercent: 50,
  }),
];

export const good = [
  resource<ServiceArgs>("aws:ecs/service:Service", "orders", {
    desiredCount: 2,
    deploymentMinimumHealthyPercent: 100,
    deploymentMaximumPercent: 200,
  }),
];
