import type { ServiceArgs, TaskDefinitionArgs } from "@pulumi/aws/ecs";

import { resource } from "../../example";

const container = { name: "orders", image: "orders:1.4.2" };

const service = resource<ServiceArgs>(
  "aws:ecs/service:Service",
  "service",
  { desiredCount: 2 },
  { from: { taskDefinition: "task.arn" } },
);

const task = (containers: object[]) =>
  resource<TaskDefinitionArgs>("aws:ecs/taskDefinition:TaskDefinition", "task", {
    family: "orders",
    containerDefinitions: JSON.stringify(containers),
  });

export const bad = [service, task([container])];

export const good = [
  service,
  task([{ ...container, healthCheck: { command: ["CMD", "/app/healthy"] } }]),
];
