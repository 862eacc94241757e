import type { ReplicationGroupArgs } from "@pulumi/aws/elasticache";

import { resource } from "../../example";

export const bad = [
  resource<ReplicationGroupArgs>("aws:elasticache/replicationGroup:ReplicationGroup", "sessions", {
    description: "Sessions",
    engine: "redis",
    engineVersion: "5.0.6",
  }),
];

export const good = [
  resource<ReplicationGroupArgs>("aws:elasticache/replicationGroup:ReplicationGroup", "sessions", {
    description: "Sessions",
    engine: "valkey",
    engineVersion: "8.0",
  }),
];
