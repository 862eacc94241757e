import type {
  ClusterArgs,
  ClusterInstanceArgs,
  GlobalClusterArgs,
  InstanceArgs,
} from "@pulumi/aws/rds";
import { expect } from "chai";

import { rdsAutoMinorVersionUpgrade } from "../../../policies/resilience/rds-auto-minor-version-upgrade";
import { rdsAutomatedBackupsKept } from "../../../policies/resilience/rds-automated-backups-kept";
import { rdsBackupRetention } from "../../../policies/resilience/rds-backup-retention";
import { rdsClusterInstancesMultiAz } from "../../../policies/resilience/rds-cluster-instances-multi-az";
import { rdsDeletionProtection } from "../../../policies/resilience/rds-deletion-protection";
import { rdsFinalSnapshot } from "../../../policies/resilience/rds-final-snapshot";
import { rdsMaintenanceWindow } from "../../../policies/resilience/rds-maintenance-window";
import { rdsMultiAz } from "../../../policies/resilience/rds-multi-az";
import { rdsStorageAutoscaling } from "../../../policies/resilience/rds-storage-autoscaling";
import { Member, stackViolations, unknownValue } from "../support/engine";
import { Props, ruleCases } from "../support/rule-cases";

const INSTANCE = "aws:rds/instance:Instance";
const CLUSTER = "aws:rds/cluster:Cluster";
const CLUSTER_INSTANCE = "aws:rds/clusterInstance:ClusterInstance";

const unread = (path: string) => `string value at .${path} can't be known during preview`;

describe(rdsMultiAz.name, () => {
  const alone = "The database stops with its zone: set multiAz to true.";
  ruleCases<InstanceArgs>(rdsMultiAz, INSTANCE, [
    ["reports one zone", { multiAz: false }, [alone]],
    ["reports it when nothing is said, which means one zone", { engine: "postgres" }, [alone]],
    ["accepts a standby", { multiAz: true }, []],
    ["asks for none of a replica", { replicateSourceDb: "orders" }, []],
    [
      "asks for none of a replica whose source is not known yet",
      { replicateSourceDb: unknownValue },
      [],
    ],
    ["waits for what is not known yet", { multiAz: unknownValue }, [unread("multiAz")]],
  ]);
  ruleCases<ClusterArgs>(rdsMultiAz, CLUSTER, [
    ["leaves clusters to their own rule", { engine: "aurora-postgresql" }, []],
  ]);
});

describe(rdsBackupRetention.name, () => {
  const short = (kept: number, days = 7) =>
    `Backups are kept for ${kept} days: set backupRetentionPeriod to at least ${days}.`;
  ruleCases<InstanceArgs>(rdsBackupRetention, INSTANCE, [
    ["reports too few days", { backupRetentionPeriod: 6 }, [short(6)]],
    ["reports none", { backupRetentionPeriod: 0 }, [short(0)]],
    ["reports an instance that does not say, which means none", {}, [short(0)]],
    ["accepts a week", { backupRetentionPeriod: 7 }, []],
    ["accepts more", { backupRetentionPeriod: 35 }, []],
    [
      "takes other days from a stack",
      { backupRetentionPeriod: 29 },
      [short(29, 30)],
      { config: { days: 30 } },
    ],
    ["asks for none of a replica", { replicateSourceDb: "orders" }, []],
    [
      "waits for what is not known yet",
      { backupRetentionPeriod: unknownValue },
      [unread("backupRetentionPeriod")],
    ],
  ]);
  ruleCases<ClusterArgs>(rdsBackupRetention, CLUSTER, [
    ["reports a cluster that does not say, which means a day", {}, [short(1)]],
    ["accepts that where a day is enough", {}, [], { config: { days: 1 } }],
    ["accepts a week", { backupRetentionPeriod: 7 }, []],
    ["asks for none of a replica", { replicationSourceIdentifier: "arn" }, []],
  ]);
});

describe(rdsAutomatedBackupsKept.name, () => {
  const gone = "The backups are deleted with the database: set deleteAutomatedBackups to false.";
  ruleCases<InstanceArgs>(rdsAutomatedBackupsKept, INSTANCE, [
    ["reports backups that go", { deleteAutomatedBackups: true }, [gone]],
    ["reports it when nothing is said, which means that they go", {}, [gone]],
    ["accepts backups that stay", { deleteAutomatedBackups: false }, []],
    ["says nothing about a replica, which has none", { replicateSourceDb: "orders" }, []],
    [
      "waits for what is not known yet",
      { deleteAutomatedBackups: unknownValue },
      [unread("deleteAutomatedBackups")],
    ],
  ]);
  ruleCases<ClusterArgs>(rdsAutomatedBackupsKept, CLUSTER, [
    ["reports a cluster's", {}, [gone]],
    ["accepts backups that stay", { deleteAutomatedBackups: false }, []],
  ]);
});

describe(rdsDeletionProtection.name, () => {
  const open = "The database can be deleted by one call: set deletionProtection to true.";
  ruleCases<InstanceArgs>(rdsDeletionProtection, INSTANCE, [
    ["reports none", { deletionProtection: false }, [open]],
    ["reports it when nothing is said, which means none", {}, [open]],
    ["reports a replica, from which programs read", { replicateSourceDb: "orders" }, [open]],
    ["accepts protection", { deletionProtection: true }, []],
    [
      "waits for what is not known yet",
      { deletionProtection: unknownValue },
      [unread("deletionProtection")],
    ],
  ]);
  ruleCases<ClusterArgs>(rdsDeletionProtection, CLUSTER, [
    ["reports a cluster's", {}, [open]],
    ["accepts protection", { deletionProtection: true }, []],
  ]);
  ruleCases<GlobalClusterArgs>(rdsDeletionProtection, "aws:rds/globalCluster:GlobalCluster", [
    ["reports a global cluster's", {}, [open]],
  ]);
  ruleCases<ClusterInstanceArgs>(rdsDeletionProtection, CLUSTER_INSTANCE, [
    ["leaves a cluster's instance to its cluster", {}, []],
  ]);
});

describe(rdsFinalSnapshot.name, () => {
  const skipped = "The data is gone with the database: set skipFinalSnapshot to false.";
  const unnamed = "The last snapshot has no name: set finalSnapshotIdentifier.";
  ruleCases<InstanceArgs>(rdsFinalSnapshot, INSTANCE, [
    [
      "reports one that is skipped",
      { skipFinalSnapshot: true, finalSnapshotIdentifier: "orders-final" },
      [skipped],
    ],
    ["reports both", { skipFinalSnapshot: true }, [unnamed, skipped]],
    ["reports one without a name, skipped or not by default", {}, [unnamed]],
    ["accepts one with a name", { finalSnapshotIdentifier: "orders-final" }, []],
    ["accepts a name that is not known yet", { finalSnapshotIdentifier: unknownValue }, []],
    ["asks for none of a replica", { replicateSourceDb: "orders", skipFinalSnapshot: true }, []],
    [
      "reports what is known besides what is not",
      { skipFinalSnapshot: unknownValue },
      [unnamed, unread("skipFinalSnapshot")],
    ],
  ]);
  ruleCases<ClusterArgs>(rdsFinalSnapshot, CLUSTER, [
    ["reports a cluster's", { skipFinalSnapshot: true }, [unnamed, skipped]],
    ["accepts one with a name", { finalSnapshotIdentifier: "orders-final" }, []],
  ]);
});

describe(rdsAutoMinorVersionUpgrade.name, () => {
  const minor = "[Upgrade::minor] Fixes wait for someone: set autoMinorVersionUpgrade to true.";
  const major =
    "[Upgrade::major] A new engineVersion can be a major one: leave allowMajorVersionUpgrade out.";
  ruleCases<InstanceArgs>(rdsAutoMinorVersionUpgrade, INSTANCE, [
    ["reports minor versions that wait", { autoMinorVersionUpgrade: false }, [minor]],
    ["reports major versions that do not", { allowMajorVersionUpgrade: true }, [major]],
    [
      "reports both",
      { autoMinorVersionUpgrade: false, allowMajorVersionUpgrade: true },
      [minor, major],
    ],
    ["accepts the defaults: minor ones come, major ones do not", {}, []],
    [
      "accepts them written out",
      { autoMinorVersionUpgrade: true, allowMajorVersionUpgrade: false },
      [],
    ],
    [
      "waits for what is not known yet",
      { autoMinorVersionUpgrade: unknownValue },
      [unread("autoMinorVersionUpgrade")],
    ],
  ]);
  ruleCases<ClusterArgs>(rdsAutoMinorVersionUpgrade, CLUSTER, [
    ["reports a cluster's", { allowMajorVersionUpgrade: true }, [major]],
    ["reports a Multi-AZ cluster's", { autoMinorVersionUpgrade: false }, [minor]],
  ]);
  ruleCases<ClusterInstanceArgs>(rdsAutoMinorVersionUpgrade, CLUSTER_INSTANCE, [
    ["reports an Aurora instance's", { autoMinorVersionUpgrade: false }, [minor]],
    ["accepts its default", {}, []],
  ]);
});

describe(rdsMaintenanceWindow.name, () => {
  const atOnce = "A change can interrupt the database at any hour: set applyImmediately to false.";
  ruleCases<InstanceArgs>(rdsMaintenanceWindow, INSTANCE, [
    ["reports changes at once", { applyImmediately: true }, [atOnce]],
    ["accepts changes that wait", { applyImmediately: false }, []],
    ["accepts it when nothing is said, which means that they wait", {}, []],
    [
      "waits for what is not known yet",
      { applyImmediately: unknownValue },
      [unread("applyImmediately")],
    ],
  ]);
  ruleCases<ClusterArgs>(rdsMaintenanceWindow, CLUSTER, [
    ["reports a cluster's", { applyImmediately: true }, [atOnce]],
  ]);
  ruleCases<ClusterInstanceArgs>(rdsMaintenanceWindow, CLUSTER_INSTANCE, [
    ["reports an Aurora instance's", { applyImmediately: true }, [atOnce]],
  ]);
});

describe(rdsStorageAutoscaling.name, () => {
  const fixed = "Storage does not grow: set maxAllocatedStorage above allocatedStorage.";
  ruleCases<InstanceArgs>(rdsStorageAutoscaling, INSTANCE, [
    [
      "reports storage without a limit to grow to, which means that it does not",
      { allocatedStorage: 20 },
      [fixed],
    ],
    [
      "reports a limit of 0, which switches it off",
      { allocatedStorage: 20, maxAllocatedStorage: 0 },
      [fixed],
    ],
    [
      "reports a limit that is reached",
      { allocatedStorage: 100, maxAllocatedStorage: 100 },
      [fixed],
    ],
    ["accepts room to grow", { allocatedStorage: 20, maxAllocatedStorage: 100 }, []],
    [
      "accepts a replica's limit, whose size is its source's",
      { replicateSourceDb: "orders", maxAllocatedStorage: 100 },
      [],
    ],
    ["reports a replica that grows not with its source", { replicateSourceDb: "orders" }, [fixed]],
    [
      "waits for what is not known yet",
      { allocatedStorage: 20, maxAllocatedStorage: unknownValue },
      [unread("maxAllocatedStorage")],
    ],
  ]);
});

describe(rdsClusterInstancesMultiAz.name, () => {
  const cluster = (props: Props<ClusterArgs> = {}): Member => ({
    type: CLUSTER,
    name: "orders",
    props: { engine: "aurora-postgresql", ...props },
  });
  const instance = (name: string, props: Props<ClusterInstanceArgs> = {}): Member => ({
    type: CLUSTER_INSTANCE,
    name,
    props: { clusterIdentifier: unknownValue, ...props },
    from: { clusterIdentifier: cluster() },
  });
  const on = (...members: Member[]) => stackViolations(rdsClusterInstancesMultiAz, members);
  const one = "orders: The cluster has one instance: give it a second ClusterInstance.";
  const none = "orders: The cluster has no instance: give it a second ClusterInstance.";

  it("reports a cluster with one instance, or none", async () => {
    expect(await on(cluster(), instance("writer"))).to.deep.equal([one]);
    expect(await on(cluster())).to.deep.equal([none]);
  });

  it("accepts two instances, wherever AWS puts them", async () => {
    expect(await on(cluster(), instance("writer"), instance("reader"))).to.deep.equal([]);
  });

  it("accepts two that name the cluster as it names itself", async () => {
    const named = (name: string) => ({
      ...instance(name, { clusterIdentifier: "shop-orders" }),
      from: {},
    });
    const orders = cluster({ clusterIdentifier: "shop-orders" });
    expect(await on(orders, named("writer"), named("reader"))).to.deep.equal([]);
    expect(await on(orders, named("writer"))).to.deep.equal([one]);
  });

  it("does not count another cluster's instances", async () => {
    const other = { ...instance("other", { clusterIdentifier: "other" }), from: {} };
    expect(await on(cluster(), instance("writer"), other)).to.deep.equal([one]);
  });

  it("reports instances of one zone, and accepts those of two", async () => {
    const a = instance("writer", { availabilityZone: "us-east-1a" });
    expect(
      await on(cluster(), a, instance("reader", { availabilityZone: "us-east-1a" })),
    ).to.deep.equal([
      "orders: All instances are in one zone: set availabilityZone to different ones or leave it out.",
    ]);
    for (const availabilityZone of ["us-east-1b", unknownValue]) {
      expect(await on(cluster(), a, instance("reader", { availabilityZone }))).to.deep.equal([]);
    }
  });

  it("asks for none of Multi-AZ clusters, old serverless ones and replicas", async () => {
    expect(await on(cluster({ engine: "postgres" }))).to.deep.equal([]);
    expect(await on(cluster({ engineMode: "serverless" }))).to.deep.equal([]);
    expect(await on(cluster({ replicationSourceIdentifier: "arn" }))).to.deep.equal([]);
  });

  it("asks for none of a global cluster's other regions, and of its first one", async () => {
    const member = (given: Props<ClusterArgs>): Member => ({
      ...cluster({ globalClusterIdentifier: "shop", masterUsername: "shop", ...given }),
      filled: "masterUsername" in given ? [] : ["masterUsername"],
    });
    expect(await on(member({ globalClusterIdentifier: "shop" }))).to.deep.equal([]);
    for (const first of [{ masterUsername: "orders" }, { snapshotIdentifier: "orders" }]) {
      expect(await on(member(first))).to.deep.equal([none]);
    }
  });

  it("waits for an engine that is not known yet, and judges the other clusters", async () => {
    const second = { ...cluster({ engine: unknownValue }), name: "second" };
    expect(await on(second, cluster())).to.deep.equal([none, unread("engine")]);
  });

  it("says nothing about other types", async () => {
    expect(await on({ ...cluster(), type: "aws:docdb/cluster:Cluster" })).to.deep.equal([]);
  });
});
