import type { PolicyArgs, TargetArgs } from "@pulumi/aws/appautoscaling";
import type { ServiceArgs } from "@pulumi/aws/ecs";

import { resource } from "../../example";

const service = resource<ServiceArgs>("aws:ecs/service:Service", "service", {
  cluster: "shop",
  name: "orders",
  desiredCount: 2,
});

const scaled = {
  serviceNamespace: "ecs",
  scalableDimension: "ecs:service:DesiredCount",
  resourceId: "service/shop/orders",
};

export const bad = [service];

export const good = [
  service,
  resource<TargetArgs>("aws:appautoscaling/target:Target", "target", {
    ...scaled,
    minCapacity: 2,
    maxCapacity: 6,
  }),
  resource<PolicyArgs>("aws:appautoscaling/policy:Policy", "cpu", {
    ...scaled,
    policyType: "TargetTrackingScaling",
    targetTrackingScalingPolicyConfiguration: {
      predefinedMetricSpecification: { predefinedMetricType: "ECSServiceAverageCPUUtilization" },
      targetValue: 70,
    },
  }),
];
