import type { ServiceArgs } from "@pulumi/aws/ecs";

import { resource } from "../../example";

const service = { deploymentController: { type: "CODE_DEPLOY" } };

export const bad = [resource<ServiceArgs>("aws:ecs/service:Service", "orders", service)];

export const good = [
  resource<ServiceArgs>("aws:ecs/service:Service", "orders", service, {
    opts: { ignoreChanges: ["taskDefinition", "loadBalancers"] },
  }),
];
