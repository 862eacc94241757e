import type { ReplicationGroupArgs } from "@pulumi/aws/elasticache";

import { resource } from "../../example";

const GROUP = "aws:elasticache/replicationGroup:ReplicationGroup";

export const config = { allowed: ["cache.t4g.*"] };

export const bad = [
  resource<ReplicationGroupArgs>(GROUP, "sessions", { nodeType: "cache.r7g.4xlarge" }),
];

export const good = [
  resource<ReplicationGroupArgs>(GROUP, "sessions", { nodeType: "cache.t4g.small" }),
];
