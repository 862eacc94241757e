import type {
  ClusterArgs,
  ReplicationGroupArgs,
  ServerlessCacheArgs,
} from "@pulumi/aws/elasticache";

import { elasticacheAutoMinorVersionUpgrade } from "../../../policies/resilience/elasticache-auto-minor-version-upgrade";
import { elasticacheRedisBackup } from "../../../policies/resilience/elasticache-redis-backup";
import { elasticacheRedisMultiAz } from "../../../policies/resilience/elasticache-redis-multi-az";
import { unknownValue } from "../support/engine";
import { describeRule, Props, ruleCases } from "../support/rule-cases";

const GROUP = "aws:elasticache/replicationGroup:ReplicationGroup";
const CLUSTER = "aws:elasticache/cluster:Cluster";
const SERVERLESS = "aws:elasticache/serverlessCache:ServerlessCache";

const replica =
  "[Failover::replica] No replica can take over: set numCacheClusters to 2 or replicasPerNodeGroup to 1.";
const automatic =
  "[Failover::automatic] Nothing takes over by itself: set automaticFailoverEnabled to true.";
const zone = "[Failover::zone] The replicas may share a zone: set multiAzEnabled to true.";
const takesOver: Props<ReplicationGroupArgs> = {
  automaticFailoverEnabled: true,
  multiAzEnabled: true,
};

describeRule<ReplicationGroupArgs>(elasticacheRedisMultiAz, GROUP, [
  [
    "reports all of a group that says nothing: one node, no failover, one zone",
    {},
    [replica, automatic, zone],
  ],
  ["reports a single node", { ...takesOver, numCacheClusters: 1 }, [replica]],
  [
    "reports shards without replicas",
    { ...takesOver, numNodeGroups: 2, replicasPerNodeGroup: 0 },
    [replica],
  ],
  [
    "reports a failover by hand",
    { numCacheClusters: 2, multiAzEnabled: true, automaticFailoverEnabled: false },
    [automatic],
  ],
  ["reports one zone", { numCacheClusters: 2, automaticFailoverEnabled: true }, [zone]],
  ["accepts two nodes", { ...takesOver, numCacheClusters: 2 }, []],
  [
    "accepts shards with a replica",
    { ...takesOver, numNodeGroups: 2, replicasPerNodeGroup: 1 },
    [],
  ],
  [
    "accepts shards that are described one by one",
    { ...takesOver, nodeGroupConfigurations: [{ replicaCount: 1 }, { replicaCount: 2 }] },
    [],
  ],
  [
    "reports one of these without a replica",
    { ...takesOver, nodeGroupConfigurations: [{ replicaCount: 1 }, {}] },
    [replica],
  ],
  [
    "reports what is known before what is not",
    { automaticFailoverEnabled: unknownValue },
    [replica, "string value at .automaticFailoverEnabled can't be known during preview"],
  ],
]);

describe(elasticacheRedisBackup.name, () => {
  const short = (kept: number, days = 7) =>
    `Snapshots are kept for ${kept} days: set snapshotRetentionLimit to at least ${days}.`;
  ruleCases<ReplicationGroupArgs>(elasticacheRedisBackup, GROUP, [
    ["reports too few days", { replicationGroupId: "shop", snapshotRetentionLimit: 6 }, [short(6)]],
    ["reports it when nothing is said, which means none", { engine: "redis" }, [short(0)]],
    ["accepts a week", { snapshotRetentionLimit: 7 }, []],
    ["takes other days from a stack", { snapshotRetentionLimit: 1 }, [], { config: { days: 1 } }],
    [
      "asks for what a stack says",
      { snapshotRetentionLimit: 7 },
      [short(7, 14)],
      { config: { days: 14 } },
    ],
    [
      "waits for what is not known yet",
      { snapshotRetentionLimit: unknownValue },
      ["string value at .snapshotRetentionLimit can't be known during preview"],
    ],
  ]);
  ruleCases<ServerlessCacheArgs>(elasticacheRedisBackup, SERVERLESS, [
    ["reports a serverless cache's", { engine: "valkey" }, [short(0)]],
    ["says nothing about Memcached, which has none", { engine: "memcached" }, []],
  ]);
  ruleCases<ClusterArgs>(elasticacheRedisBackup, CLUSTER, [
    ["reports a cluster of its own", { engine: "redis" }, [short(0)]],
    ["leaves a group's cluster to its group", { replicationGroupId: unknownValue }, []],
    ["says nothing about Memcached, which has none", { engine: "memcached" }, []],
  ]);
});

describe(elasticacheAutoMinorVersionUpgrade.name, () => {
  const waits = "Fixes wait for someone: set autoMinorVersionUpgrade to true.";
  ruleCases<ReplicationGroupArgs>(elasticacheAutoMinorVersionUpgrade, GROUP, [
    ["reports versions that wait", { autoMinorVersionUpgrade: false }, [waits]],
    ["accepts versions that come", { autoMinorVersionUpgrade: true }, []],
    ["accepts it when nothing is said, which means that they come", {}, []],
    [
      "waits for what is not known yet",
      { autoMinorVersionUpgrade: unknownValue },
      ["string value at .autoMinorVersionUpgrade can't be known during preview"],
    ],
  ]);
  ruleCases<ClusterArgs>(elasticacheAutoMinorVersionUpgrade, CLUSTER, [
    ["reports a cluster's, which is text", { autoMinorVersionUpgrade: "false" }, [waits]],
    ["accepts a cluster's", { autoMinorVersionUpgrade: "true" }, []],
  ]);
});
