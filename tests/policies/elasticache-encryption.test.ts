import type { ClusterArgs, ReplicationGroupArgs } from "@pulumi/aws/elasticache";

import { elasticacheRedisAtRestEncryption } from "../../policies/encryption/elasticache-redis-at-rest-encryption";
import { elasticacheRedisInTransitEncryption } from "../../policies/encryption/elasticache-redis-in-transit-encryption";
import { unknownValue } from "./support/engine";
import { describeRule, ruleCases } from "./support/rule-cases";

const GROUP = "aws:elasticache/replicationGroup:ReplicationGroup";
const CLUSTER = "aws:elasticache/cluster:Cluster";
const atRest = "Data at rest is not encrypted: set atRestEncryptionEnabled to true.";

describeRule<ReplicationGroupArgs>(elasticacheRedisAtRestEncryption, GROUP, [
  ["reports plain data", { engine: "redis", atRestEncryptionEnabled: false }, [atRest]],
  ["reports what is plain by default: Redis", { engine: "redis" }, [atRest]],
  ["reports what is plain by default: no engine", {}, [atRest]],
  [
    "reports Valkey that was made plain",
    { engine: "valkey", atRestEncryptionEnabled: false },
    [atRest],
  ],
  ["accepts Valkey's default", { engine: "valkey" }, []],
  ["accepts encrypted data", { atRestEncryptionEnabled: true }, []],
  ["leaves a member to its global group", { globalReplicationGroupId: unknownValue }, []],
  [
    "reports a member that is plain on purpose",
    { globalReplicationGroupId: "shop", atRestEncryptionEnabled: false },
    [atRest],
  ],
]);

describe(`${elasticacheRedisAtRestEncryption.name} of a cluster`, () => {
  const never = "A cluster of one node never encrypts its data: use a ReplicationGroup.";
  ruleCases<ClusterArgs>(elasticacheRedisAtRestEncryption, CLUSTER, [
    ["reports Redis", { engine: "redis", nodeType: "cache.t4g.small" }, [never]],
    ["reports Valkey", { engine: "valkey" }, [never]],
    ["leaves a replica to its group", { replicationGroupId: unknownValue }, []],
    ["says nothing of Memcached", { engine: "memcached" }, []],
  ]);
});

describeRule<ReplicationGroupArgs>(elasticacheRedisInTransitEncryption, GROUP, [
  [
    "reports plain connections",
    { transitEncryptionEnabled: false },
    ["Connections are in plain text: set transitEncryptionEnabled to true."],
  ],
  [
    "reports them when nothing is said",
    { transitEncryptionMode: "required" },
    ["Connections are in plain text: set transitEncryptionEnabled to true."],
  ],
  [
    "reports connections that may be plain",
    { transitEncryptionEnabled: true, transitEncryptionMode: "preferred" },
    ["Connections may be in plain text: set transitEncryptionMode to required."],
  ],
  ["accepts TLS, which is required unless said otherwise", { transitEncryptionEnabled: true }, []],
  [
    "accepts required TLS",
    { transitEncryptionEnabled: true, transitEncryptionMode: "required" },
    [],
  ],
  ["leaves a member to its global group", { globalReplicationGroupId: "shop" }, []],
  [
    "reports a member that is plain on purpose",
    { globalReplicationGroupId: "shop", transitEncryptionEnabled: false },
    ["Connections are in plain text: set transitEncryptionEnabled to true."],
  ],
  [
    "waits for what is not known yet",
    { transitEncryptionEnabled: unknownValue },
    ["string value at .transitEncryptionEnabled can't be known during preview"],
  ],
]);

describe(`${elasticacheRedisInTransitEncryption.name} of a cluster`, () => {
  const never =
    "Connections are in plain text: use a ReplicationGroup with transitEncryptionEnabled.";
  ruleCases<ClusterArgs>(elasticacheRedisInTransitEncryption, CLUSTER, [
    ["reports Redis", { engine: "redis" }, [never]],
    ["leaves a replica to its group", { replicationGroupId: "shop" }, []],
    ["says nothing of Memcached", { engine: "memcached" }, []],
  ]);
});
