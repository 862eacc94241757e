import type { TaskDefinitionArgs } from "@pulumi/aws/ecs";
import type { RoleArgs, RolePolicyArgs } from "@pulumi/aws/iam";

import { resource } from "../../example";

const task = [
  resource<RoleArgs>("aws:iam/role:Role", "execution", { name: "orders-execution" }),
  resource<TaskDefinitionArgs>(
    "aws:ecs/taskDefinition:TaskDefinition",
    "orders",
    {
      family: "orders",
      containerDefinitions: JSON.stringify([
        { name: "orders", image: "123456789012.dkr.ecr.us-east-1.amazonaws.com/orders:1.4.2" },
      ]),
    },
    { from: { executionRoleArn: "execution.arn" } },
  ),
];

const allow = (Action: string, Resource: string) =>
  resource<RolePolicyArgs>(
    "aws:iam/rolePolicy:RolePolicy",
    "execution",
    { policy: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action, Resource }] } },
    { from: { role: "execution.name" } },
  );

// The queue is the code's: the task role sends.
export const bad = [
  ...task,
  allow("sqs:SendMessage", "arn:aws:sqs:us-east-1:123456789012:invoices"),
];

export const good = [
  ...task,
  allow("ecr:BatchGetImage", "arn:aws:ecr:us-east-1:123456789012:repository/orders"),
];
