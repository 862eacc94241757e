import type { ServiceArgs } from "@pulumi/aws/ecs";

import { resource } from "../../example";

export const bad = [
  resource<ServiceArgs>("aws:ecs/service:Service", "orders", {
    launchType: "FARGATE",
    platformVersion: "1.3.0",
  }),
];

export const good = [
  resource<ServiceArgs>("aws:ecs/service:Service", "orders", { launchType: "FARGATE" }),
];
