import { rolePolicy } from "../../iam/example";

export const bad = [rolePolicy({ Action: "sqs:SendMessage", Resource: "*" })];

export const good = [
  rolePolicy(
    { Action: "sqs:SendMessage", Resource: "arn:aws:sqs:us-east-1:123456789012:orders" },
    // An action that takes no resource.
    { Action: "ecr:GetAuthorizationToken", Resource: "*" },
  ),
];
