import { rolePolicy } from "../../iam/example";

export const bad = [rolePolicy({ Action: "*", Resource: "*" })];

export const good = [
  rolePolicy({ Action: "sqs:SendMessage", Resource: "arn:aws:sqs:us-east-1:123456789012:orders" }),
];
