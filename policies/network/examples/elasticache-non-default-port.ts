import type { ReplicationGroupArgs } from "@pulumi/aws/elasticache";

import { resource } from "../../example";

export const bad = [
  resource<ReplicationGroupArgs>("aws:elasticache/replicationGroup:ReplicationGroup", "sessions", {
    description: "Sessions",
  }),
];

export const good = [
  resource<ReplicationGroupArgs>("aws:elasticache/replicationGroup:ReplicationGroup", "sessions", {
    description: "Sessions",
    port: 16379,
  }),
];
