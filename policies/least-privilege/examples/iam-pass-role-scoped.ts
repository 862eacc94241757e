import { rolePolicy } from "../../iam/example";

export const bad = [
  rolePolicy({
    Action: "iam:PassRole",
    Resource: "*",
    Condition: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
  }),
];

export const good = [
  rolePolicy({
    Action: "iam:PassRole",
    Resource: "arn:aws:iam::123456789012:role/orders-task",
    Condition: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
  }),
];
