import type { ResourceValidationPolicy } from "@pulumi/policy";
import { expect } from "chai";

import { resilienceRules } from "../../../policies/resilience/rules";
import { violations } from "../support/engine";
import { mended } from "../support/mend";

const INSTANCE = "aws:rds/instance:Instance";
const CLUSTER = "aws:rds/cluster:Cluster";
const CACHE = "aws:elasticache/replicationGroup:ReplicationGroup";
const TARGETS = "aws:lb/targetGroup:TargetGroup";
const TABLE = "aws:dynamodb/table:Table";
const SECRET = "aws:secretsmanager/secret:Secret";

/** Rule, type, inputs that break it, and what it sets on them. */
const fixes: [rule: string, type: string, broken: object, change: object][] = [
  ["rds-multi-az", INSTANCE, { multiAz: false }, { multiAz: true }],
  ["rds-backup-retention", INSTANCE, {}, { backupRetentionPeriod: 7 }],
  ["rds-backup-retention", CLUSTER, { backupRetentionPeriod: 1 }, { backupRetentionPeriod: 7 }],
  ["rds-automated-backups-kept", INSTANCE, {}, { deleteAutomatedBackups: false }],
  ["rds-deletion-protection", CLUSTER, {}, { deletionProtection: true }],
  [
    "rds-final-snapshot",
    INSTANCE,
    { skipFinalSnapshot: true, finalSnapshotIdentifier: "orders-final" },
    { skipFinalSnapshot: false },
  ],
  [
    "rds-auto-minor-version-upgrade",
    INSTANCE,
    { autoMinorVersionUpgrade: false },
    { autoMinorVersionUpgrade: true },
  ],
  ["rds-maintenance-window", INSTANCE, { applyImmediately: true }, { applyImmediately: false }],
  [
    "elasticache-redis-multi-az",
    CACHE,
    { numCacheClusters: 2, multiAzEnabled: true },
    { automaticFailoverEnabled: true, multiAzEnabled: true },
  ],
  ["elasticache-redis-backup", CACHE, {}, { snapshotRetentionLimit: 7 }],
  [
    "elasticache-auto-minor-version-upgrade",
    CACHE,
    { autoMinorVersionUpgrade: false },
    { autoMinorVersionUpgrade: true },
  ],
  [
    "elasticache-auto-minor-version-upgrade",
    "aws:elasticache/cluster:Cluster",
    { autoMinorVersionUpgrade: "false" },
    { autoMinorVersionUpgrade: "true" },
  ],
  [
    "dynamodb-point-in-time-recovery",
    TABLE,
    { pointInTimeRecovery: { enabled: false, recoveryPeriodInDays: 7 } },
    { pointInTimeRecovery: { enabled: true, recoveryPeriodInDays: 7 } },
  ],
  ["dynamodb-deletion-protection", TABLE, {}, { deletionProtectionEnabled: true }],
  [
    "alb-deletion-protection",
    "aws:alb/loadBalancer:LoadBalancer",
    {},
    { enableDeletionProtection: true },
  ],
  [
    "alb-target-group-deregistration-delay",
    TARGETS,
    { protocol: "HTTP" },
    { deregistrationDelay: 120 },
  ],
  ["no-force-destroy", "aws:s3/bucket:Bucket", { forceDestroy: true }, { forceDestroy: false }],
  [
    "no-force-destroy",
    "aws:ecr/repository:Repository",
    { forceDelete: true },
    { forceDelete: false },
  ],
  [
    "secretsmanager-recovery-window",
    SECRET,
    { recoveryWindowInDays: 0 },
    { recoveryWindowInDays: 7 },
  ],
];

/** Broken, but in a way that takes a decision. */
const left: [rule: string, type: string, broken: object][] = [
  ["rds-final-snapshot", INSTANCE, { skipFinalSnapshot: true }],
  ["rds-auto-minor-version-upgrade", INSTANCE, { allowMajorVersionUpgrade: true }],
  ["elasticache-redis-multi-az", CACHE, { numCacheClusters: 1 }],
];

/** Good as they are, though what a fix sets is not there. */
const untouched: [rule: string, type: string, good: object][] = [
  ...["rds-multi-az", "rds-backup-retention", "rds-automated-backups-kept"].map(
    (rule): [string, string, object] => [rule, INSTANCE, { replicateSourceDb: "orders" }],
  ),
  ["rds-final-snapshot", INSTANCE, { replicateSourceDb: "orders", skipFinalSnapshot: true }],
  [
    "elasticache-redis-backup",
    "aws:elasticache/serverlessCache:ServerlessCache",
    { engine: "memcached" },
  ],
  ["alb-target-group-deregistration-delay", TARGETS, { protocol: "TCP" }],
  ["secretsmanager-recovery-window", SECRET, {}],
];

const find = (name: string) => {
  const rule = resilienceRules.find(candidate => candidate.name === name);
  expect(rule, name).to.have.property("remediateResource");
  return rule as ResourceValidationPolicy;
};

const mend = (name: string, type: string, props: object) => mended(find(name), { type, props });

describe("the resilience rules that mend", () => {
  for (const [name, type, broken, change] of fixes) {
    it(`${name} mends a ${type.split(":").pop()}, then has nothing to say`, async () => {
      const props = await mend(name, type, broken);
      expect(props).to.deep.equal({ ...broken, ...change });
      expect(await violations(find(name), { type, props: broken })).not.to.deep.equal([]);
      expect(await violations(find(name), { type, props: props as object })).to.deep.equal([]);
      expect(await mend(name, type, props as object)).to.equal(undefined);
      expect(await mend(name, "other:index:Thing", broken)).to.equal(undefined);
    });
  }

  for (const [name, type, broken] of left) {
    it(`${name} leaves a ${type.split(":").pop()} to its owner`, async () => {
      expect(await mend(name, type, broken)).to.equal(undefined);
    });
  }

  for (const [name, type, good] of untouched) {
    it(`${name} leaves a good ${type.split(":").pop()} alone`, async () => {
      expect(await mend(name, type, good)).to.equal(undefined);
      expect(await violations(find(name), { type, props: good })).to.deep.equal([]);
    });
  }
});
