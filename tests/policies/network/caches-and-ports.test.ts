import type { ServerlessCacheArgs } from "@pulumi/aws/elasticache";
import type {
  ClusterArgs as CacheClusterArgs,
  ReplicationGroupArgs,
} from "@pulumi/aws/elasticache";
import type { ClusterArgs, InstanceArgs } from "@pulumi/aws/rds";

import { elasticacheNonDefaultPort } from "../../../policies/network/elasticache-non-default-port";
import { elasticacheSubnetGroup } from "../../../policies/network/elasticache-subnet-group";
import { rdsNonDefaultPort } from "../../../policies/network/rds-non-default-port";
import { unknownValue } from "../support/engine";
import { ruleCases } from "../support/rule-cases";

const shared = "[SubnetGroup] The cache lies in the default subnet group: set subnetGroupName.";
const unguarded =
  "[SecurityGroups] The cache is behind the VPC's default group: set securityGroupIds.";
const placed = { subnetGroupName: "data", securityGroupIds: ["sg-1"] };
describe(elasticacheSubnetGroup.name, () => {
  ruleCases<ServerlessCacheArgs>(
    elasticacheSubnetGroup,
    "aws:elasticache/serverlessCache:ServerlessCache",
    [
      [
        "reports a serverless cache without a place",
        { engine: "valkey" },
        ["[SubnetGroup] The cache lies in the default VPC: set subnetIds.", unguarded],
      ],
      [
        "accepts a place that is not known yet",
        { engine: "valkey", subnetIds: unknownValue, securityGroupIds: [unknownValue] },
        [],
      ],
    ],
  );
  ruleCases<ReplicationGroupArgs>(
    elasticacheSubnetGroup,
    "aws:elasticache/replicationGroup:ReplicationGroup",
    [
      ["reports a cache without a place", {}, [shared, unguarded]],
      ["reports the default group", { ...placed, subnetGroupName: "default" }, [shared]],
      ["reports no security group", { ...placed, securityGroupIds: [] }, [unguarded]],
      ["accepts a place", placed, []],
      [
        "accepts one that is not known yet",
        { subnetGroupName: unknownValue, securityGroupIds: unknownValue },
        [],
      ],
      ["leaves a member to its global group", { globalReplicationGroupId: unknownValue }, []],
    ],
  );
  ruleCases<CacheClusterArgs>(elasticacheSubnetGroup, "aws:elasticache/cluster:Cluster", [
    ["reports a cluster", { subnetGroupName: "data" }, [unguarded]],
    ["leaves a member to its group", { replicationGroupId: "cache" }, []],
  ]);
});

const usual = (port: number) =>
  `The database listens on ${port}, as every one does: set port to another.`;
describe(rdsNonDefaultPort.name, () => {
  ruleCases<InstanceArgs>(rdsNonDefaultPort, "aws:rds/instance:Instance", [
    ["reports the port that is unsaid", { engine: "postgres" }, [usual(5432)]],
    ["reports it said", { engine: "mysql", port: 3306 }, [usual(3306)]],
    ["accepts another", { engine: "postgres", port: 3306 }, []],
    ["leaves a replica to its primary", { replicateSourceDb: "db" }, []],
    ["passes by an engine that is not known", { engine: unknownValue }, []],
    [
      "waits for what is not known yet",
      { engine: "postgres", port: unknownValue },
      ["string value at .port can't be known during preview"],
    ],
  ]);
  ruleCases<ClusterArgs>(rdsNonDefaultPort, "aws:rds/cluster:Cluster", [
    ["reports a cluster", { engine: "aurora-mysql" }, [usual(3306)]],
    ["knows Aurora's PostgreSQL", { engine: "aurora-postgresql" }, [usual(5432)]],
  ]);
});

const everyone = (port: number) =>
  `The cache listens on ${port}, as every one does: set port to another.`;
describe(elasticacheNonDefaultPort.name, () => {
  ruleCases<ReplicationGroupArgs>(
    elasticacheNonDefaultPort,
    "aws:elasticache/replicationGroup:ReplicationGroup",
    [
      ["reports the port that is unsaid, of Redis", {}, [everyone(6379)]],
      ["reports it said", { engine: "valkey", port: 6379 }, [everyone(6379)]],
      ["accepts another", { engine: "redis", port: 16379 }, []],
      [
        "waits for what is not known yet",
        { port: unknownValue },
        ["string value at .port can't be known during preview"],
      ],
    ],
  );
  ruleCases<CacheClusterArgs>(elasticacheNonDefaultPort, "aws:elasticache/cluster:Cluster", [
    ["reports Memcached's", { engine: "memcached" }, [everyone(11211)]],
    ["leaves a member to its group", { replicationGroupId: "cache" }, []],
  ]);
});
