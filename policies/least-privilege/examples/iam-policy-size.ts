import { rolePolicy } from "../../iam/example";

const queues = (count: number) =>
  Array.from({ length: count }, (_, index) => `arn:aws:sqs:us-east-1:123456789012:orders-${index}`);

export const bad = [rolePolicy({ Action: "sqs:SendMessage", Resource: queues(300) })];

export const good = [
  rolePolicy({
    Action: "sqs:SendMessage",
    Resource: "arn:aws:sqs:us-east-1:123456789012:orders-*",
  }),
];
