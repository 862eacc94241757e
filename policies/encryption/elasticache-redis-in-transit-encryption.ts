import type { ResourceValidationPolicy } from "@pulumi/policy";

import { CACHE_CLUSTER, CACHE_GROUP, isLoneRedis } from "../caches";
import { fsbp } from "../framework";
import { isSet } from "../known";
import { onTypes } from "../resource";

interface Cache {
  engine?: string;
  transitEncryptionEnabled?: boolean;
  transitEncryptionMode?: string;
}

/**
 * Left out, it is off; a member of a global group takes it from there. A cluster of one node takes it for
 * Memcached only.
 */
export const elasticacheRedisInTransitEncryption: ResourceValidationPolicy = {
  name: "elasticache-redis-in-transit-encryption",
  description: "Redis and Valkey caches take connections over TLS only.",
  enforcementLevel: "mandatory",
  severity: "high",
  tags: ["encryption"],
  framework: fsbp("ElastiCache.5", "ElastiCache replication groups should be encrypted in transit"),
  remediationSteps: "Set transitEncryptionEnabled to true and transitEncryptionMode to required.",
  url: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/in-transit-encryption.html",
  validateResource: onTypes<Cache>([CACHE_GROUP, CACHE_CLUSTER], (cache, report, { type }) => {
    if (type === CACHE_CLUSTER) {
      if (isLoneRedis(cache)) {
        report(
          "Connections are in plain text: use a ReplicationGroup with transitEncryptionEnabled.",
        );
      }
      return;
    }
    const { transitEncryptionEnabled } = cache;
    if (!(transitEncryptionEnabled ?? isSet(cache, "globalReplicationGroupId"))) {
      report("Connections are in plain text: set transitEncryptionEnabled to true.");
    } else if ((cache.transitEncryptionMode ?? "required") !== "required") {
      report("Connections may be in plain text: set transitEncryptionMode to required.");
    }
  }),
};
