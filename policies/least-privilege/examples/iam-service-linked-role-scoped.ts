import { rolePolicy } from "../../iam/example";

export const bad = [rolePolicy({ Action: "iam:CreateServiceLinkedRole", Resource: "*" })];

export const good = [
  rolePolicy({
    Action: "iam:CreateServiceLinkedRole",
    Resource: "*",
    Condition: { StringEquals: { "iam:AWSServiceName": "ecs.amazonaws.com" } },
  }),
];
