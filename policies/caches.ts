import { isSet, peek } from "./known";

/** ElastiCache's resources with nodes, by type. */
export const CACHE_GROUP = "aws:elasticache/replicationGroup:ReplicationGroup";
export const CACHE_CLUSTER = "aws:elasticache/cluster:Cluster";

/** Whether a cluster is Redis or Valkey on one node, and not a replica in a group, which speaks for it. */
export function isLoneRedis(cluster: { engine?: string }): boolean {
  return (
    !isSet(cluster, "replicationGroupId") &&
    ["redis", "valkey"].includes(String(peek(() => cluster.engine)))
  );
}
