import type { TaskDefinitionArgs } from "@pulumi/aws/ecs";

import { resource } from "../../example";

const container = { name: "orders", image: "orders:1.4.2" };

const logConfiguration = {
  logDriver: "awslogs",
  options: {
    "awslogs-group": "/ecs/shop",
    "awslogs-region": "eu-central-1",
    "awslogs-stream-prefix": "orders",
    mode: "non-blocking",
  },
};

export const bad = [
  resource<TaskDefinitionArgs>("aws:ecs/taskDefinition:TaskDefinition", "task", {
    family: "orders",
    containerDefinitions: JSON.stringify([container]),
  }),
];

export const good = [
  resource<TaskDefinitionArgs>("aws:ecs/taskDefinition:TaskDefinition", "task", {
    family: "orders",
    containerDefinitions: JSON.stringify([{ ...container, logConfiguration }]),
  }),
];
