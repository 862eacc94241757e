import { isSet } from "./known";

/** RDS resources that hold a database, by type. */
export const INSTANCE = "aws:rds/instance:Instance";
export const CLUSTER = "aws:rds/cluster:Cluster";
export const CLUSTER_INSTANCE = "aws:rds/clusterInstance:ClusterInstance";

/** Whether a database is filled by another one, so that it can be made again from there. */
export function isReplica(database: object): boolean {
  return isSet(database, "replicateSourceDb") || isSet(database, "replicationSourceIdentifier");
}
