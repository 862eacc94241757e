import type { StreamArgs } from "@pulumi/aws/kinesis";

import { resource } from "../../example";

export const bad = [resource<StreamArgs>("aws:kinesis/stream:Stream", "clicks", { shardCount: 1 })];

export const good = [
  resource<StreamArgs>("aws:kinesis/stream:Stream", "clicks", {
    shardCount: 1,
    encryptionType: "KMS",
    kmsKeyId: "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab",
  }),
];
