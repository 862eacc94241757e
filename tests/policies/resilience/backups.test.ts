import type {
  PlanArgs,
  SelectionArgs,
  VaultArgs,
  VaultLockConfigurationArgs,
} from "@pulumi/aws/backup";
import type { TableArgs } from "@pulumi/aws/dynamodb";
import type { BackupPolicyArgs, FileSystemArgs } from "@pulumi/aws/efs";
import type { InstanceArgs } from "@pulumi/aws/rds";
import { expect } from "chai";

import { resource } from "../../../policies/example";
import { backupPlanCoverage } from "../../../policies/resilience/backup-plan-coverage";
import { backupPlanRetention } from "../../../policies/resilience/backup-plan-retention";
import { backupVaultLock } from "../../../policies/resilience/backup-vault-lock";
import { efsBackupPolicy } from "../../../policies/resilience/efs-backup-policy";
import { Member, stackViolations, unknownValue } from "../support/engine";
import { messagesOn } from "../support/examples";
import { describeRule, Props } from "../support/rule-cases";

const ARN = "arn:aws:rds:us-east-1:123456789012:db:orders";

const database = (props: Props<InstanceArgs> & { arn?: string } = {}): Member => ({
  type: "aws:rds/instance:Instance",
  name: "orders",
  props: { arn: ARN, ...props },
});

const plan: Member = {
  type: "aws:backup/plan:Plan",
  name: "weekly",
  props: {
    rules: [{ ruleName: "weekly", targetVaultName: "shop" }],
  } satisfies Props<PlanArgs>,
};

const selection = (props: Props<SelectionArgs>, from: Member["from"] = {}): Member => ({
  type: "aws:backup/selection:Selection",
  name: "selection",
  props,
  from,
});

const byTag = (key: string, value: string) =>
  selection({ selectionTags: [{ type: "STRINGEQUALS", key, value }] });

describe(backupPlanCoverage.name, () => {
  const on = (members: Member[], config = {}) =>
    stackViolations(backupPlanCoverage, [plan, ...members], config);
  const left =
    "orders: No backup plan selects it: name its arn in a Selection's resources, or tag it so that one does.";

  it("reports a database that no selection of the plan takes", async () => {
    expect(await on([database()])).to.deep.equal([left]);
    const other = ARN.replace("orders", "other");
    expect(await on([database(), selection({ resources: [other] })])).to.deep.equal([left]);
  });

  it("accepts a database by its ARN, by a pattern, and before it is known", async () => {
    for (const pattern of [ARN, "*", "arn:aws:rds:*:*:db:*"]) {
      expect(await on([database(), selection({ resources: [pattern] })])).to.deep.equal([]);
    }
    const later = selection({ resources: [unknownValue] }, { resources: database() });
    expect(await on([database({ arn: unknownValue }), later])).to.deep.equal([]);
    const pattern = selection({ resources: ["arn:aws:rds:*"] });
    expect(await on([database({ arn: unknownValue }), pattern])).to.deep.equal([]);
  });

  it("tells a database from the others that a selection names", async () => {
    const second = { ...database({ arn: unknownValue }), name: "second" };
    const third = { ...database({ arn: unknownValue }), name: "third" };
    const both = [database(), second];
    const named = selection({ resources: [unknownValue, unknownValue] }, { resources: both });
    const orders = database({ arn: unknownValue });
    expect(await on([orders, second, third, named])).to.deep.equal([
      left.replace("orders:", "third:"),
    ]);
    const written = selection({ resources: [ARN, `${ARN}-2`] }, { resources: [] });
    expect(await on([database()].concat(written, third))).to.deep.equal([
      left.replace("orders:", "third:"),
    ]);
  });

  it("takes what AWS leaves empty for nothing", async () => {
    const empty: any = { resources: null, notResources: null, selectionTags: null };
    expect(await on([database(), selection(empty)])).to.deep.equal([left]);
  });

  it("takes no exception for one before the ARN is known", async () => {
    const without = selection({ resources: ["*"], notResources: ["arn:aws:dynamodb:*"] });
    expect(await on([database({ arn: unknownValue }), without])).to.deep.equal([]);
  });

  it("reports a database that a selection takes out again", async () => {
    const without = selection({ resources: ["*"], notResources: [ARN] });
    expect(await on([database(), without])).to.deep.equal([left]);
    const later = selection(
      { resources: ["*"], notResources: [unknownValue] },
      { notResources: database() },
    );
    expect(await on([database({ arn: unknownValue }), later])).to.deep.equal([left]);
  });

  it("accepts a database by its tags alone", async () => {
    const orders = database({ tags: { Backup: "weekly" } });
    expect(await on([orders, byTag("Backup", "weekly")])).to.deep.equal([]);
    expect(await on([orders, byTag("Backup", "daily")])).to.deep.equal([left]);
    expect(await on([database(), byTag("Backup", "weekly")])).to.deep.equal([left]);
  });

  it("accepts a database by one of several tags", async () => {
    const orders = database({ tags: { Backup: "weekly" } });
    const tags = ["daily", "weekly"].map(value => ({ type: "STRINGEQUALS", key: "Backup", value }));
    expect(await on([orders, selection({ selectionTags: tags })])).to.deep.equal([]);
  });

  it("accepts a database by a tag of its provider", async () => {
    const provider = { defaultTags: '{"tags":{"Backup":"weekly"}}' };
    const findings = await messagesOn(backupPlanCoverage, [
      resource<InstanceArgs>("aws:rds/instance:Instance", "orders", {}, { provider }),
      resource<PlanArgs>("aws:backup/plan:Plan", "weekly", {}),
      resource<SelectionArgs>("aws:backup/selection:Selection", "tagged", {
        selectionTags: [{ type: "STRINGEQUALS", key: "Backup", value: "weekly" }],
      }),
    ]);
    expect(findings).to.deep.equal([]);
  });

  it("waits for a tag that is not known yet, and judges the other databases", async () => {
    const orders = database({ tags: { Backup: unknownValue } });
    const second = { ...database(), name: "second" };
    expect(await on([orders, second, byTag("Backup", "weekly")])).to.deep.equal([
      left.replace("orders:", "second:"),
      "string value at .tags.Backup can't be known during preview",
    ]);
  });

  it("asks for none of a replica, and of other types", async () => {
    const files = { ...database(), type: "aws:efs/fileSystem:FileSystem" };
    expect(await on([database({ replicateSourceDb: "main" }), files])).to.deep.equal([]);
  });

  it("takes other types from a stack", async () => {
    const table: Member = {
      type: "aws:dynamodb/table:Table",
      name: "orders",
      props: { hashKey: "id" } satisfies Props<TableArgs>,
    };
    const config = { types: ["aws:dynamodb/table:Table"] };
    expect(await on([table, database()], config)).to.deep.equal([left]);
  });

  it("says nothing about a stack without a plan, unless it asks for one", async () => {
    expect(await stackViolations(backupPlanCoverage, [database()])).to.deep.equal([]);
    expect(
      await stackViolations(backupPlanCoverage, [database()], { requirePlan: true }),
    ).to.deep.equal([left]);
  });

  it("judges a stack whose plan is another's by its selections", async () => {
    const foreign = selection({ resources: ["arn:aws:dynamodb:*"] });
    expect(await stackViolations(backupPlanCoverage, [database(), foreign])).to.deep.equal([left]);
  });
});

const vaultIn = (region: string) => `arn:aws:backup:${region}:123456789012:backup-vault:shop`;
const copyTo = (region: string, deleteAfter?: number) => ({
  destinationVaultArn: vaultIn(region),
  lifecycle: { deleteAfter },
});
const rule = (more: object): Props<PlanArgs> => ({
  rules: [{ ruleName: "weekly", targetVaultName: "shop", ...more }],
});
const short = (path: string, days = 30) =>
  `[Retention::weekly] rules[0].${path}: backups are deleted before ${days} days: set deleteAfter to ${days} or more.`;
const stays =
  "[Copy::weekly] rules[0].copyActions: no backup leaves its region: add a vault in another.";
const provider = { region: "us-east-1" };

describeRule<PlanArgs>(backupPlanRetention, "aws:backup/plan:Plan", [
  [
    "reports backups that go after a week",
    rule({ lifecycle: { deleteAfter: 7 }, copyActions: [copyTo("us-west-2")] }),
    [short("lifecycle")],
    { provider },
  ],
  [
    "reports copies that go after a week",
    rule({ copyActions: [copyTo("us-west-2", 7)] }),
    [short("copyActions[0].lifecycle")],
    { provider },
  ],
  ["reports a rule without copies", rule({ lifecycle: { deleteAfter: 30 } }), [stays]],
  [
    "reports copies in the same region",
    rule({ copyActions: [copyTo("us-east-1")] }),
    [stays],
    { provider },
  ],
  [
    "reports copies in the region of the plan, which is not its provider's",
    { ...rule({ copyActions: [copyTo("us-west-2")] }), region: "us-west-2" },
    [stays],
    { provider },
  ],
  [
    "accepts a month and a copy elsewhere",
    rule({ lifecycle: { deleteAfter: 30 }, copyActions: [copyTo("us-west-2", 30)] }),
    [],
    { provider },
  ],
  [
    "accepts a rule that keeps for ever",
    rule({ copyActions: [copyTo("us-west-2")] }),
    [],
    { provider },
  ],
  [
    "accepts a rule without copies where a stack asks for none",
    rule({}),
    [],
    { config: { copies: false } },
  ],
  [
    "takes other days from a stack",
    rule({ lifecycle: { deleteAfter: 30 }, copyActions: [copyTo("us-west-2")] }),
    [short("lifecycle", 35)],
    { provider, config: { days: 35 } },
  ],
  [
    "accepts a vault that is not known yet",
    rule({ copyActions: [{ destinationVaultArn: unknownValue }] }),
    [],
    { provider },
  ],
  [
    "accepts a rule that keeps for less beside one that keeps for long",
    {
      rules: [
        { ruleName: "hourly", targetVaultName: "shop", lifecycle: { deleteAfter: 2 } },
        { ruleName: "weekly", targetVaultName: "shop", copyActions: [copyTo("us-west-2", 90)] },
      ],
    },
    [],
    { provider },
  ],
  [
    "waits for days that are not known yet, and judges the other rules",
    {
      rules: [
        { ruleName: "daily", targetVaultName: "shop", lifecycle: { deleteAfter: unknownValue } },
        { ruleName: "weekly", targetVaultName: "shop" },
      ],
    },
    [
      stays.replace("::weekly", "::daily"),
      stays.replace("rules[0]", "rules[1]"),
      "string value at .rules.0.lifecycle.deleteAfter can't be known during preview",
    ],
  ],
]);

describe(backupVaultLock.name, () => {
  const vault = (name = "shop"): Member => ({
    type: "aws:backup/vault:Vault",
    name,
    props: { name: "shop" } satisfies Props<VaultArgs>,
  });
  const lock = (minRetentionDays?: number, from?: Member["from"]): Member => ({
    type: "aws:backup/vaultLockConfiguration:VaultLockConfiguration",
    name: "lock",
    props: {
      backupVaultName: "shop",
      minRetentionDays,
    } satisfies Props<VaultLockConfigurationArgs>,
    from,
  });
  const on = (...members: Member[]) => stackViolations(backupVaultLock, members);
  const open =
    "shop: Backups can be deleted before their time: add a VaultLockConfiguration with minRetentionDays.";

  it("is off until a stack gives it a level", () => {
    expect(backupVaultLock.enforcementLevel).to.equal("disabled");
  });

  it("reports a vault without a lock", async () => {
    expect(await on(vault())).to.deep.equal([open]);
  });

  it("reports a lock that keeps for no time", async () => {
    expect(await on(vault(), lock())).to.deep.equal([open]);
  });

  it("accepts a lock, by the vault's name or its output", async () => {
    expect(await on(vault(), lock(30))).to.deep.equal([]);
    expect(await on(vault(), lock(unknownValue))).to.deep.equal([]);
    const later = lock(30, { backupVaultName: vault() });
    expect(await on(vault(), later)).to.deep.equal([]);
  });

  it("accepts a lock whose vault's name is made from that and something else", async () => {
    const made = lock(30, { backupVaultName: [vault(), plan] });
    expect(await on(vault(), plan, made)).to.deep.equal([]);
  });

  it("tells apart vaults of one name in two regions", async () => {
    const here = lock(30, { backupVaultName: vault() });
    expect(await on(vault(), vault("copy"), here)).to.deep.equal([open.replace("shop:", "copy:")]);
  });

  it("says nothing about other types", async () => {
    expect(await on({ ...vault(), type: "aws:backup/plan:Plan" })).to.deep.equal([]);
  });
});

describe(efsBackupPolicy.name, () => {
  const files: Member = {
    type: "aws:efs/fileSystem:FileSystem",
    name: "files",
    props: { encrypted: true } satisfies Props<FileSystemArgs>,
  };
  const policy = (status: string, name = "files"): Member => ({
    type: "aws:efs/backupPolicy:BackupPolicy",
    name: "policy",
    props: {
      fileSystemId: unknownValue,
      backupPolicy: { status },
    } satisfies Props<BackupPolicyArgs>,
    from: { fileSystemId: { ...files, name } },
  });
  const on = (...members: Member[]) => stackViolations(efsBackupPolicy, members);
  const lost = "files: Files that are lost stay lost: add a BackupPolicy with status ENABLED.";

  it("reports a file system without a policy, which means no backup", async () => {
    expect(await on(files)).to.deep.equal([lost]);
  });

  it("reports a policy that is off, or another's", async () => {
    expect(await on(files, policy("DISABLED"))).to.deep.equal([lost]);
    expect(await on(files, policy("ENABLED", "other"))).to.deep.equal([lost]);
  });

  it("accepts a policy, and a plan that selects it", async () => {
    expect(await on(files, policy("ENABLED"))).to.deep.equal([]);
    const selected = selection({ resources: [unknownValue] }, { resources: files });
    expect(await on(files, selected)).to.deep.equal([]);
  });

  it("waits for a status that is not known yet, and judges the other file systems", async () => {
    const second = { ...files, name: "second" };
    expect(await on(files, policy(unknownValue), second)).to.deep.equal([
      lost.replace("files:", "second:"),
      "string value at .backupPolicy.status can't be known during preview",
    ]);
  });

  it("says nothing about other types", async () => {
    expect(await on({ ...files, type: "aws:fsx/lustreFileSystem:LustreFileSystem" })).to.deep.equal(
      [],
    );
  });
});
