import type { TaskDefinitionArgs } from "@pulumi/aws/ecs";

import { resource } from "../../example";
import { role } from "../../iam/example";

const orders = role({
  Principal: { Service: "ecs-tasks.amazonaws.com" },
  Action: "sts:AssumeRole",
  Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } },
});

export const bad = [orders];

export const good = [
  orders,
  resource<TaskDefinitionArgs>(
    "aws:ecs/taskDefinition:TaskDefinition",
    "task",
    { family: "orders" },
    { from: { taskRoleArn: "orders.arn" } },
  ),
];
