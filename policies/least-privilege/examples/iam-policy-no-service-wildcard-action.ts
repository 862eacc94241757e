import { rolePolicy } from "../../iam/example";

export const bad = [
  rolePolicy({ Action: "sqs:*", Resource: "arn:aws:sqs:us-east-1:123456789012:orders" }),
];

export const good = [
  rolePolicy({
    Action: ["sqs:SendMessage", "sqs:GetQueueUrl"],
    Resource: "arn:aws:sqs:us-east-1:123456789012:orders",
  }),
];
