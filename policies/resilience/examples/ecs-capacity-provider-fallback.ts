import type { ServiceArgs } from "@pulumi/aws/ecs";

import { resource } from "../../example";

export const bad = [
  resource<ServiceArgs>("aws:ecs/service:Service", "orders", {
    capacityProviderStrategies: [{ capacityProvider: "FARGATE_SPOT", weight: 1 }],
  }),
];

export const good = [
  resource<ServiceArgs>("aws:ecs/service:Service", "orders", {
    capacityProviderStrategies: [
      { capacityProvider: "FARGATE", base: 1, weight: 1 },
      { capacityProvider: "FARGATE_SPOT", weight: 3 },
    ],
  }),
];
