import type { QueueArgs } from "@pulumi/aws/sqs";

import { resource } from "../../example";

export const bad = [
  resource<QueueArgs>("aws:sqs/queue:Queue", "jobs", { sqsManagedSseEnabled: false }),
];

export const good = [
  resource<QueueArgs>("aws:sqs/queue:Queue", "jobs", {
    kmsMasterKeyId: "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab",
  }),
];
