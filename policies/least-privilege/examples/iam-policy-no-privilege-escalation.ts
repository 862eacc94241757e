import { rolePolicy } from "../../iam/example";

export const bad = [
  rolePolicy({
    Action: ["iam:PassRole", "ecs:RegisterTaskDefinition", "ecs:RunTask"],
    Resource: "*",
  }),
];

export const good = [
  rolePolicy(
    {
      Action: ["ecs:RegisterTaskDefinition", "ecs:RunTask"],
      Resource: "arn:aws:ecs:us-east-1:123456789012:task-definition/orders:*",
    },
    {
      Action: "iam:PassRole",
      Resource: "arn:aws:iam::123456789012:role/orders-task",
      Condition: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
    },
  ),
];
