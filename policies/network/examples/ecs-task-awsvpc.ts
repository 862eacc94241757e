import type { TaskDefinitionArgs } from "@pulumi/aws/ecs";

import { resource } from "../../example";

const task = { family: "orders", containerDefinitions: "[]" };
export const bad = [
  resource<TaskDefinitionArgs>("aws:ecs/taskDefinition:TaskDefinition", "orders", task),
];

export const good = [
  resource<TaskDefinitionArgs>("aws:ecs/taskDefinition:TaskDefinition", "orders", {
    ...task,
    networkMode: "awsvpc",
  }),
];
