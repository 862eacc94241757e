import type { ReplicationGroupArgs } from "@pulumi/aws/elasticache";

import { resource } from "../../example";

const cache = { engine: "redis", description: "Sessions" };

export const bad = [
  resource<ReplicationGroupArgs>("aws:elasticache/replicationGroup:ReplicationGroup", "cache", {
    ...cache,
    transitEncryptionEnabled: true,
    transitEncryptionMode: "preferred",
  }),
];

export const good = [
  resource<ReplicationGroupArgs>("aws:elasticache/replicationGroup:ReplicationGroup", "cache", {
    ...cache,
    transitEncryptionEnabled: true,
    transitEncryptionMode: "required",
  }),
];
