import type { ReplicationGroupArgs } from "@pulumi/aws/elasticache";

import { elasticacheRedisAtRestEncryption } from "../../policies/encryption/elasticache-redis-at-rest-encryption";
import { elasticacheRedisInTransitEncryption } from "../../policies/encryption/elasticache-redis-in-transit-encryption";
import { unknownValue } from "./support/engine";
import { describeRule } from "./support/rule-cases";

const GROUP = "aws:elasticache/replicationGroup:ReplicationGroup";
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
]);

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
  [
    "waits for what is not known yet",
    { transitEncryptionEnabled: unknownValue },
    ["string value at .transitEncryptionEnabled can't be known during preview"],
  ],
]);
