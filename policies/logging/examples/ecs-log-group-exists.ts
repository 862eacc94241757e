import type { LogGroupArgs } from "@pulumi/aws/cloudwatch";
import type { TaskDefinitionArgs } from "@pulumi/aws/ecs";

import { resource } from "../../example";

const task = resource<TaskDefinitionArgs>("aws:ecs/taskDefinition:TaskDefinition", "task", {
  family: "orders",
  containerDefinitions: JSON.stringify([
    {
      name: "orders",
      image: "orders:1.4.2",
      logConfiguration: { logDriver: "awslogs", options: { "awslogs-group": "/ecs/shop" } },
    },
  ]),
});

export const bad = [task];

export const good = [
  task,
  resource<LogGroupArgs>("aws:cloudwatch/logGroup:LogGroup", "group", {
    name: "/ecs/shop",
    retentionInDays: 30,
  }),
];
