import type { ResourceValidationPolicy } from "@pulumi/policy";

import { fsbp } from "../framework";
import { finding, fixOn, onTypes } from "../resource";
import { PROD_ONLY } from "../tags";

interface ReplicationGroup {
  automaticFailoverEnabled?: boolean;
  multiAzEnabled?: boolean;
  numCacheClusters?: number;
  replicasPerNodeGroup?: number;
  nodeGroupConfigurations?: readonly { replicaCount?: number }[];
}

const TYPES = ["aws:elasticache/replicationGroup:ReplicationGroup"];

/** Left out, there is one node, no failover and one zone. */
export const elasticacheRedisMultiAz: ResourceValidationPolicy = {
  name: "elasticache-redis-multi-az",
  description: "Replication groups fail over to a replica in another zone.",
  enforcementLevel: "mandatory",
  severity: "high",
  tags: ["resilience", PROD_ONLY],
  framework: fsbp(
    "ElastiCache.3",
    "ElastiCache replication groups should have automatic failover enabled",
  ),
  remediationSteps:
    "Set numCacheClusters to 2, or replicasPerNodeGroup to 1, and automaticFailoverEnabled and multiAzEnabled to true.",
  url: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoFailover.html",
  validateResource: onTypes<ReplicationGroup>(TYPES, (group, report) => {
    if (!hasReplica(group)) {
      report(
        finding(
          "Failover::replica",
          "No replica can take over: set numCacheClusters to 2 or replicasPerNodeGroup to 1.",
        ),
      );
    }
    if (!group.automaticFailoverEnabled) {
      report(
        finding(
          "Failover::automatic",
          "Nothing takes over by itself: set automaticFailoverEnabled to true.",
        ),
      );
    }
    if (!group.multiAzEnabled) {
      report(
        finding("Failover::zone", "The replicas may share a zone: set multiAzEnabled to true."),
      );
    }
  }),
  // Both are refused without a replica, and a replica costs money.
  remediateResource: fixOn<ReplicationGroup>(TYPES, group =>
    hasReplica(group) && !(group.automaticFailoverEnabled && group.multiAzEnabled)
      ? { automaticFailoverEnabled: true, multiAzEnabled: true }
      : undefined,
  ),
};

function hasReplica(group: ReplicationGroup): boolean {
  const { numCacheClusters = 1, replicasPerNodeGroup = 0, nodeGroupConfigurations = [] } = group;
  return (
    numCacheClusters > 1 ||
    replicasPerNodeGroup > 0 ||
    (nodeGroupConfigurations.length > 0 &&
      nodeGroupConfigurations.every(({ replicaCount = 0 }) => replicaCount > 0))
  );
}
