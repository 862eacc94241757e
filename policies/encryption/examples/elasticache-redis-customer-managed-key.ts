import type { ReplicationGroupArgs } from "@pulumi/aws/elasticache";

import { resource } from "../../example";

const cache = { engine: "redis", description: "Sessions", atRestEncryptionEnabled: true };

export const bad = [
  resource<ReplicationGroupArgs>(
    "aws:elasticache/replicationGroup:ReplicationGroup",
    "cache",
    cache,
  ),
];

export const good = [
  resource<ReplicationGroupArgs>("aws:elasticache/replicationGroup:ReplicationGroup", "cache", {
    ...cache,
    kmsKeyId: "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab",
  }),
];
