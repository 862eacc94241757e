import type { ReplicationGroupArgs } from "@pulumi/aws/elasticache";

import { resource } from "../../example";

const sessions = { description: "Sessions", engine: "valkey", nodeType: "cache.t4g.micro" };

export const bad = [
  resource<ReplicationGroupArgs>("aws:elasticache/replicationGroup:ReplicationGroup", "sessions", {
    ...sessions,
    numCacheClusters: 1,
  }),
];

export const good = [
  resource<ReplicationGroupArgs>("aws:elasticache/replicationGroup:ReplicationGroup", "sessions", {
    ...sessions,
    numCacheClusters: 2,
    automaticFailoverEnabled: true,
    multiAzEnabled: true,
  }),
];
