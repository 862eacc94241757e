import type { QueuePolicyArgs } from "@pulumi/aws/sqs";

import { resource } from "../../example";

const arn = "arn:aws:sqs:us-east-1:123456789012:orders";

const policy = (statement: object) =>
  resource<QueuePolicyArgs>("aws:sqs/queuePolicy:QueuePolicy", "orders", {
    queueUrl: "https://sqs.us-east-1.amazonaws.com/123456789012/orders",
    policy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Resource: arn, ...statement }],
    }),
  });

const orders = { AWS: "arn:aws:iam::123456789012:role/orders" };

export const bad = [policy({ Principal: orders, Action: "sqs:*" })];

export const good = [policy({ Principal: orders, Action: "sqs:SendMessage" })];
