import type { ResourceValidationPolicy } from "@pulumi/policy";

import { fsbp } from "../framework";
import { onTypes } from "../resource";

interface ReplicationGroup {
  engine?: string;
  atRestEncryptionEnabled?: boolean;
}

/** Left out, it is on for Valkey and off for Redis, which is the default engine. */
export const elasticacheRedisAtRestEncryption: ResourceValidationPolicy = {
  name: "elasticache-redis-at-rest-encryption",
  description: "ElastiCache replication groups encrypt their data at rest.",
  enforcementLevel: "mandatory",
  severity: "high",
  tags: ["encryption"],
  framework: fsbp("ElastiCache.4", "ElastiCache replication groups should be encrypted at rest"),
  remediationSteps:
    "Set atRestEncryptionEnabled to true before the group is created; the change replaces it.",
  url: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/at-rest-encryption.html",
  validateResource: onTypes<ReplicationGroup>(
    ["aws:elasticache/replicationGroup:ReplicationGroup"],
    ({ engine, atRestEncryptionEnabled }, report) => {
      if (!(atRestEncryptionEnabled ?? engine === "valkey")) {
        report("Data at rest is not encrypted: set atRestEncryptionEnabled to true.");
      }
    },
  ),
};
