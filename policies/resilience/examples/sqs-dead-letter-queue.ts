import type { QueueArgs } from "@pulumi/aws/sqs";

import { resource } from "../../example";

export const bad = [resource<QueueArgs>("aws:sqs/queue:Queue", "orders", {})];

export const good = [
  resource<QueueArgs>("aws:sqs/queue:Queue", "orders", {
    redrivePolicy: JSON.stringify({
      deadLetterTargetArn: "arn:aws:sqs:us-east-1:123456789012:orders-failed",
      maxReceiveCount: 5,
    }),
  }),
  resource<QueueArgs>("aws:sqs/queue:Queue", "orders-failed", {
    redriveAllowPolicy: JSON.stringify({
      redrivePermission: "byQueue",
      sourceQueueArns: ["arn:aws:sqs:us-east-1:123456789012:orders"],
    }),
  }),
];
