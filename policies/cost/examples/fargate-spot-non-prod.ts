import type { ServiceArgs } from "@pulumi/aws/ecs";

import { resource } from "../../example";

const service = (capacityProvider: string) =>
  resource<ServiceArgs>("aws:ecs/service:Service", "orders", {
    capacityProviderStrategies: [{ capacityProvider, weight: 1 }],
  });

export const config = { expected: true };

export const bad = [service("FARGATE")];

export const good = [service("FARGATE_SPOT")];
