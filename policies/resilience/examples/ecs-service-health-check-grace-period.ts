import type { ServiceArgs } from "@pulumi/aws/ecs";

import { resource } from "../../example";

const loadBalancers = [{ containerName: "orders", containerPort: 8080, targetGroupArn: "arn" }];

export const bad = [resource<ServiceArgs>("aws:ecs/service:Service", "orders", { loadBalancers })];

export const good = [
  resource<ServiceArgs>("aws:ecs/service:Service", "orders", {
    loadBalancers,
    healthCheckGracePeriodSeconds: 60,
  }),
];
