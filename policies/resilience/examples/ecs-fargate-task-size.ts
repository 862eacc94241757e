import type { TaskDefinitionArgs } from "@pulumi/aws/ecs";

import { resource } from "../../example";

const container = { name: "orders", image: "orders:1.4.2" };

export const bad = [
  resource<TaskDefinitionArgs>("aws:ecs/taskDefinition:TaskDefinition", "task", {
    family: "orders",
    requiresCompatibilities: ["FARGATE"],
    cpu: "256",
    memory: "4096",
    containerDefinitions: JSON.stringify([container]),
  }),
];

export const good = [
  resource<TaskDefinitionArgs>("aws:ecs/taskDefinition:TaskDefinition", "task", {
    family: "orders",
    requiresCompatibilities: ["FARGATE"],
    cpu: "512",
    memory: "4096",
    containerDefinitions: JSON.stringify([container]),
  }),
];
