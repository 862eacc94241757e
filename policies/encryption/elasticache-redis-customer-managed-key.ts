import type { ResourceValidationPolicy } from "@pulumi/policy";

import { hasOwnKey } from "../own-key";
import { onTypes } from "../resource";
import { MANDATORY_IN_PROD } from "../tags";

export const elasticacheRedisCustomerManagedKey: ResourceValidationPolicy = {
  name: "elasticache-redis-customer-managed-key",
  description: "ElastiCache caches are encrypted with a key of the system's own.",
  enforcementLevel: "mandatory",
  severity: "medium",
  tags: ["encryption", MANDATORY_IN_PROD],
  remediationSteps:
    "Set kmsKeyId to the system's KMS key before the cache is created; the change replaces it.",
  url: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/at-rest-encryption.html#using-customer-managed-keys-for-elasticache-security",
  validateResource: onTypes(
    [
      "aws:elasticache/replicationGroup:ReplicationGroup",
      "aws:elasticache/serverlessCache:ServerlessCache",
    ],
    (cache, report) => {
      if (!hasOwnKey(cache, "kmsKeyId")) {
        report("Data is not encrypted with a key of the system's own: set kmsKeyId.");
      }
    },
  ),
};
