import type { TargetArgs } from "@pulumi/aws/appautoscaling";
import type { ServiceArgs } from "@pulumi/aws/ecs";

import { resource } from "../../example";

const scaling = resource<TargetArgs>("aws:appautoscaling/target:Target", "orders", {
  serviceNamespace: "ecs",
  scalableDimension: "ecs:service:DesiredCount",
  resourceId: "service/shop/orders",
  minCapacity: 2,
  maxCapacity: 6,
});

export const bad = [
  resource<ServiceArgs>("aws:ecs/service:Service", "orders", { desiredCount: 1 }),
];

export const good = [
  resource<ServiceArgs>("aws:ecs/service:Service", "orders", {
    cluster: "shop",
    name: "orders",
    desiredCount: 2,
  }),
  scaling,
];
