import type { TaskDefinitionArgs } from "@pulumi/aws/ecs";

import { resource } from "../../example";

const container = { name: "orders", image: "orders:1.4.2" };

export const bad = [
  resource<TaskDefinitionArgs>("aws:ecs/taskDefinition:TaskDefinition", "task", {
    family: "orders",
    containerDefinitions: JSON.stringify([{ ...container, essential: "yes", privilege: false }]),
  }),
];

export const good = [
  resource<TaskDefinitionArgs>("aws:ecs/taskDefinition:TaskDefinition", "task", {
    family: "orders",
    containerDefinitions: JSON.stringify([{ ...container, essential: true, privileged: false }]),
  }),
];
