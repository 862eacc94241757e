import type { ResourceValidationPolicy } from "@pulumi/policy";

import { fsbp } from "../framework";
import { onTypes } from "../resource";

interface ReplicationGroup {
  transitEncryptionEnabled?: boolean;
  transitEncryptionMode?: string;
}

export const elasticacheRedisInTransitEncryption: ResourceValidationPolicy = {
  name: "elasticache-redis-in-transit-encryption",
  description: "ElastiCache replication groups take connections over TLS only.",
  enforcementLevel: "mandatory",
  severity: "high",
  tags: ["encryption"],
  framework: fsbp("ElastiCache.5", "ElastiCache replication groups should be encrypted in transit"),
  remediationSteps: "Set transitEncryptionEnabled to true and transitEncryptionMode to required.",
  url: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/in-transit-encryption.html",
  validateResource: onTypes<ReplicationGroup>(
    ["aws:elasticache/replicationGroup:ReplicationGroup"],
    ({ transitEncryptionEnabled, transitEncryptionMode = "required" }, report) => {
      if (!transitEncryptionEnabled) {
        report("Connections are in plain text: set transitEncryptionEnabled to true.");
      } else if (transitEncryptionMode !== "required") {
        report("Connections may be in plain text: set transitEncryptionMode to required.");
      }
    },
  ),
};
