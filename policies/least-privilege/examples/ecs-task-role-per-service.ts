import type { TaskDefinitionArgs } from "@pulumi/aws/ecs";

import { resource } from "../../example";

const task = (family: string, role: string) =>
  resource<TaskDefinitionArgs>("aws:ecs/taskDefinition:TaskDefinition", family, {
    family,
    taskRoleArn: `arn:aws:iam::123456789012:role/${role}`,
    containerDefinitions: "[]",
  });

export const bad = [task("orders", "shop-task"), task("billing", "shop-task")];

export const good = [task("orders", "orders-task"), task("billing", "billing-task")];
