import type { TaskDefinitionArgs } from "@pulumi/aws/ecs";
import type { RoleArgs, RolePolicyArgs } from "@pulumi/aws/iam";
import type { ParameterArgs } from "@pulumi/aws/ssm";

import { resource } from "../../example";

const valueFrom = "arn:aws:ssm:us-east-1:123456789012:parameter/shop/database/url";

const task = [
  resource<ParameterArgs>("aws:ssm/parameter:Parameter", "url", {
    name: "/shop/database/url",
    type: "SecureString",
  }),
  resource<RoleArgs>("aws:iam/role:Role", "execution", { name: "orders-execution" }),
  resource<TaskDefinitionArgs>(
    "aws:ecs/taskDefinition:TaskDefinition",
    "orders",
    {
      family: "orders",
      containerDefinitions: JSON.stringify([
        { name: "orders", secrets: [{ name: "DATABASE_URL", valueFrom }] },
      ]),
    },
    { from: { executionRoleArn: "execution.arn" } },
  ),
];

export const bad = task;

export const good = [
  ...task,
  resource<RolePolicyArgs>(
    "aws:iam/rolePolicy:RolePolicy",
    "execution",
    {
      policy: {
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: "ssm:GetParameters", Resource: valueFrom }],
      },
    },
    { from: { role: "execution.name" } },
  ),
];
