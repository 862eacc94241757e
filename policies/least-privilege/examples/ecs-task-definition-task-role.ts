import type { TaskDefinitionArgs } from "@pulumi/aws/ecs";

import { resource } from "../../example";

const task = (roles: Partial<{ taskRoleArn: string; executionRoleArn: string }>) =>
  resource<TaskDefinitionArgs>("aws:ecs/taskDefinition:TaskDefinition", "orders", {
    family: "orders",
    containerDefinitions: "[]",
    ...roles,
  });

export const bad = [task({ executionRoleArn: "arn:aws:iam::123456789012:role/orders-execution" })];

export const good = [
  task({
    executionRoleArn: "arn:aws:iam::123456789012:role/orders-execution",
    taskRoleArn: "arn:aws:iam::123456789012:role/orders-task",
  }),
];
