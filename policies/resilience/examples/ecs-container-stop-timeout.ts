import type { TaskDefinitionArgs } from "@pulumi/aws/ecs";

import { resource } from "../../example";

const container = { name: "orders", image: "orders:1.4.2" };

export const bad = [
  resource<TaskDefinitionArgs>("aws:ecs/taskDefinition:TaskDefinition", "task", {
    family: "orders",
    requiresCompatibilities: ["FARGATE"],
    containerDefinitions: JSON.stringify([{ ...container, stopTimeout: 300 }]),
  }),
];

export const good = [
  resource<TaskDefinitionArgs>("aws:ecs/taskDefinition:TaskDefinition", "task", {
    family: "orders",
    requiresCompatibilities: ["FARGATE"],
    containerDefinitions: JSON.stringify([{ ...container, stopTimeout: 60 }]),
  }),
];
