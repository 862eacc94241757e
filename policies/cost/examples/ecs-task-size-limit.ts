import type { ServiceArgs, TaskDefinitionArgs } from "@pulumi/aws/ecs";

import { resource } from "../../example";

const TASK_DEFINITION = "aws:ecs/taskDefinition:TaskDefinition";
const SERVICE = "aws:ecs/service:Service";

export const config = { cpu: 1024, memory: 2048, tasks: 2 };

export const bad = [
  resource<TaskDefinitionArgs>(TASK_DEFINITION, "orders", { cpu: "4096", memory: "8192" }),
  resource<ServiceArgs>(SERVICE, "orders", { desiredCount: 10 }),
];

export const good = [
  resource<TaskDefinitionArgs>(TASK_DEFINITION, "orders", { cpu: "512", memory: "1024" }),
  resource<ServiceArgs>(SERVICE, "orders", { desiredCount: 2 }),
];
