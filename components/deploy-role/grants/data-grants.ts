import { Scope } from "../../plan/scope";
import { Grant, names } from "./grant";

/** Databases and caches. */
export function dataGrants(scope: Scope): Grant[] {
  return [
    {
      role: "Databases",
      service: "rds",
      anywhere: "DescribeDBEngineVersions",
      create: `AddTagsToResource CreateDBCluster CreateDBClusterParameterGroup CreateDBInstance
        CreateDBInstanceReadReplica CreateDBParameterGroup CreateDBProxy CreateDBSubnetGroup
        StartDBInstanceAutomatedBackupsReplication`,
      owned: `DeleteDBCluster DeleteDBClusterParameterGroup DeleteDBInstance DeleteDBParameterGroup DeleteDBProxy
        DeleteDBSubnetGroup DeregisterDBProxyTargets DescribeDBClusterParameterGroups DescribeDBClusterParameters DescribeDBClusters
        DescribeDBInstanceAutomatedBackups DescribeDBInstances DescribeDBParameterGroups DescribeDBParameters DescribeDBProxies DescribeDBSubnetGroups
        ListTagsForResource ModifyDBCluster ModifyDBClusterParameterGroup ModifyDBInstance
        ModifyDBParameterGroup ModifyDBProxy ModifyDBSubnetGroup RegisterDBProxyTargets
        RemoveTagsFromResource ResetDBParameterGroup StopDBInstanceAutomatedBackupsReplication`,
      named: {
        actions: "CreateDBSnapshot AddTagsToResource",
        resources: names(scope).flatMap(name =>
          ["db", "snapshot"].map(kind => scope.arn("rds", `${kind}:${name}`)),
        ),
      },
    },
    {
      role: "Proxies",
      service: "rds",
      // A proxy's group of targets has an id of AWS's making and bears no tags.
      named: {
        actions: `DeregisterDBProxyTargets DescribeDBProxyTargetGroups DescribeDBProxyTargets
          ModifyDBProxyTargetGroup RegisterDBProxyTargets`,
        resources: [scope.arn("rds", "target-group:prx-tg-*")],
      },
    },
    {
      role: "Caches",
      service: "elasticache",
      create: `AddTagsToResource CreateCacheParameterGroup CreateCacheSubnetGroup`,
      owned: `CreateReplicationGroup DecreaseReplicaCount DeleteCacheParameterGroup DeleteCacheSubnetGroup
        DeleteReplicationGroup DescribeCacheClusters DescribeCacheParameterGroups DescribeCacheParameters
        DescribeCacheSubnetGroups DescribeReplicationGroups IncreaseReplicaCount ListTagsForResource
        ModifyCacheParameterGroup ModifyCacheSubnetGroup ModifyReplicationGroup
        ModifyReplicationGroupShardConfiguration RemoveTagsFromResource`,
      named: {
        actions: "AddTagsToResource CreateReplicationGroup CreateSnapshot",
        resources: names(scope).flatMap(name =>
          ["replicationgroup", "cluster", "snapshot"].map(kind =>
            scope.arn("elasticache", `${kind}:${name}`),
          ),
        ),
      },
    },
  ];
}
