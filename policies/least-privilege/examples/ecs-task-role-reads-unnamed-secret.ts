import type { TaskDefinitionArgs } from "@pulumi/aws/ecs";
import type { RoleArgs, RolePolicyArgs } from "@pulumi/aws/iam";
import type { ParameterArgs } from "@pulumi/aws/ssm";

import { resource } from "../../example";

const arn = "arn:aws:ssm:us-east-1:123456789012:parameter/shop/payments/url";

const parameterAndRole = [
  resource<ParameterArgs>("aws:ssm/parameter:Parameter", "payments", {
    name: "/shop/payments/url",
    type: "String",
    arn,
  }),
  resource<RoleArgs>("aws:iam/role:Role", "task", { name: "orders-task" }),
  resource<RolePolicyArgs>(
    "aws:iam/rolePolicy:RolePolicy",
    "task",
    {
      policy: {
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: "ssm:GetParameter", Resource: arn }],
      },
    },
    { from: { role: "task.name" } },
  ),
];

const task = (container: object) =>
  resource<TaskDefinitionArgs>(
    "aws:ecs/taskDefinition:TaskDefinition",
    "orders",
    { family: "orders", containerDefinitions: JSON.stringify([container]) },
    { from: { taskRoleArn: "task.arn" } },
  );

export const bad = [...parameterAndRole, task({ name: "orders" })];

export const good = [
  ...parameterAndRole,
  task({
    name: "orders",
    environment: [{ name: "PAYMENTS_PARAMETER", value: "/shop/payments/url" }],
  }),
];
