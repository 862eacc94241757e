import type { ResourceValidationPolicy } from "@pulumi/policy";

import { CACHE_CLUSTER, CACHE_GROUP, isLoneRedis } from "../caches";
import { fsbp } from "../framework";
import { isSet } from "../known";
import { onTypes } from "../resource";

interface Cache {
  engine?: string;
  atRestEncryptionEnabled?: boolean;
}

/**
 * Left out, it is on for Valkey and off for Redis, which is the default engine; a member of a global group
 * takes it from there. A cluster of one node has no such input.
 */
export const elasticacheRedisAtRestEncryption: ResourceValidationPolicy = {
  name: "elasticache-redis-at-rest-encryption",
  description: "Redis and Valkey caches encrypt their data at rest.",
  enforcementLevel: "mandatory",
  severity: "high",
  tags: ["encryption"],
  framework: fsbp("ElastiCache.4", "ElastiCache replication groups should be encrypted at rest"),
  remediationSteps:
    "Set atRestEncryptionEnabled to true before the group is created; the change replaces it.",
  url: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/at-rest-encryption.html",
  validateResource: onTypes<Cache>([CACHE_GROUP, CACHE_CLUSTER], (cache, report, { type }) => {
    if (type === CACHE_CLUSTER) {
      if (isLoneRedis(cache)) {
        report("A cluster of one node never encrypts its data: use a ReplicationGroup.");
      }
    } else if (isPlain(cache)) {
      report("Data at rest is not encrypted: set atRestEncryptionEnabled to true.");
    }
  }),
};

function isPlain(group: Cache): boolean {
  const { engine, atRestEncryptionEnabled } = group;
  return !(
    atRestEncryptionEnabled ??
    (engine === "valkey" || isSet(group, "globalReplicationGroupId"))
  );
}
