import type { TableArgs, TableReplicaArgs } from "@pulumi/aws/dynamodb";

import { dynamodbDeletionProtection } from "../../../policies/resilience/dynamodb-deletion-protection";
import { dynamodbPointInTimeRecovery } from "../../../policies/resilience/dynamodb-point-in-time-recovery";
import { unknownValue } from "../support/engine";
import { describeRule, ruleCases } from "../support/rule-cases";

const TABLE = "aws:dynamodb/table:Table";

const gone = "What is deleted by mistake is gone: set pointInTimeRecovery.enabled to true.";
describeRule<TableArgs>(dynamodbPointInTimeRecovery, TABLE, [
  ["reports none", { pointInTimeRecovery: { enabled: false } }, [gone]],
  ["reports it when nothing is said, which means none", { hashKey: "id" }, [gone]],
  ["accepts recovery", { pointInTimeRecovery: { enabled: true } }, []],
  [
    "accepts recovery to fewer days than the 35 of the default",
    { pointInTimeRecovery: { enabled: true, recoveryPeriodInDays: 7 } },
    [],
  ],
  [
    "waits for what is not known yet",
    { pointInTimeRecovery: { enabled: unknownValue } },
    ["string value at .pointInTimeRecovery.enabled can't be known during preview"],
  ],
]);

const open = "The table can be deleted by one call: set deletionProtectionEnabled to true.";
describeRule<TableArgs>(dynamodbDeletionProtection, TABLE, [
  ["reports none", { deletionProtectionEnabled: false }, [open]],
  ["reports it when nothing is said, which means none", { hashKey: "id" }, [open]],
  ["accepts protection", { deletionProtectionEnabled: true }, []],
  [
    "accepts it whatever else is open",
    { deletionProtectionEnabled: true, pointInTimeRecovery: { enabled: false } },
    [],
  ],
  [
    "waits for what is not known yet",
    { deletionProtectionEnabled: unknownValue },
    ["string value at .deletionProtectionEnabled can't be known during preview"],
  ],
]);

describe("a table's copy in another region", () => {
  const REPLICA = "aws:dynamodb/tableReplica:TableReplica";
  const lost = "What is deleted by mistake is gone: set pointInTimeRecovery to true.";
  ruleCases<TableReplicaArgs>(dynamodbPointInTimeRecovery, REPLICA, [
    ["reports no recovery", { pointInTimeRecovery: false }, [lost]],
    ["reports it when nothing is said, which means none", {}, [lost]],
    ["accepts recovery", { pointInTimeRecovery: true }, []],
  ]);
  ruleCases<TableReplicaArgs>(dynamodbDeletionProtection, REPLICA, [
    ["reports no protection", {}, [open]],
    ["accepts protection", { deletionProtectionEnabled: true }, []],
  ]);
});
