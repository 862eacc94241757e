import type { ReplicationGroupArgs } from "@pulumi/aws/elasticache";

import { resource } from "../../example";

const type = "aws:elasticache/replicationGroup:ReplicationGroup";
const cache = { description: "Sessions", nodeType: "cache.t4g.micro" };

export const bad = [resource<ReplicationGroupArgs>(type, "sessions", cache)];

export const good = [
  resource<ReplicationGroupArgs>(type, "sessions", { ...cache, userGroupIds: ["shop"] }),
];
