import type { ResourceValidation, ResourceValidationPolicy } from "@pulumi/policy";

import { isSet } from "../known";
import { onTypes } from "../resource";

const replicationGroups: ResourceValidation = onTypes<{ userGroupIds?: readonly string[] }>(
  ["aws:elasticache/replicationGroup:ReplicationGroup"],
  (group, report) => {
    const tokens = ["authToken", "authTokenWo"];
    if (!tokens.some(token => isSet(group, token)) && (group.userGroupIds ?? []).length === 0) {
      report("Anyone in the network may use the cache: set authToken or userGroupIds.");
    }
  },
);

const serverlessCaches: ResourceValidation = onTypes<{ engine?: string; userGroupId?: string }>(
  ["aws:elasticache/serverlessCache:ServerlessCache"],
  (cache, report) => {
    // Memcached has no users.
    if (!isSet(cache, "userGroupId") && cache.engine !== "memcached") {
      report("Anyone in the network may use the cache: set userGroupId.");
    }
  },
);

export const elasticacheRedisAuthEnabled: ResourceValidationPolicy = {
  name: "elasticache-redis-auth-enabled",
  description: "ElastiCache asks its clients who they are.",
  enforcementLevel: "mandatory",
  severity: "high",
  tags: ["least-privilege"],
  remediationSteps:
    "Set authToken to a random.RandomPassword with transitEncryptionEnabled, or give the cache a user group.",
  url: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth.html",
  validateResource: [replicationGroups, serverlessCaches],
};
