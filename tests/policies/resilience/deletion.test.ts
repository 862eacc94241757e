import type { VaultArgs } from "@pulumi/aws/backup";
import type { RepositoryArgs } from "@pulumi/aws/ecr";
import type { InstanceArgs } from "@pulumi/aws/rds";
import type { BucketArgs } from "@pulumi/aws/s3";
import type { SecretArgs } from "@pulumi/aws/secretsmanager";
import { expect } from "chai";

import { resource } from "../../../policies/example";
import { noForceDestroy } from "../../../policies/resilience/no-force-destroy";
import { secretsmanagerRecoveryWindow } from "../../../policies/resilience/secretsmanager-recovery-window";
import { statefulResourcesProtected } from "../../../policies/resilience/stateful-resources-protected";
import { unknownValue } from "../support/engine";
import { messagesOn } from "../support/examples";
import { describeRule, ruleCases } from "../support/rule-cases";

describe(noForceDestroy.name, () => {
  const forced = (property: string) =>
    `Its contents are deleted with it: set ${property} to false.`;
  for (const type of [
    "aws:s3/bucket:Bucket",
    "aws:s3/bucketV2:BucketV2",
    "aws:s3/directoryBucket:DirectoryBucket",
  ]) {
    ruleCases<BucketArgs>(noForceDestroy, type, [
      ["reports one that goes with its objects", { forceDestroy: true }, [forced("forceDestroy")]],
      ["accepts one that does not", { forceDestroy: false }, []],
      ["accepts one that does not say, which means that it does not", {}, []],
    ]);
  }
  ruleCases<RepositoryArgs>(noForceDestroy, "aws:ecr/repository:Repository", [
    ["reports one that goes with its images", { forceDelete: true }, [forced("forceDelete")]],
    ["accepts one that does not say", {}, []],
    [
      "waits for what is not known yet",
      { forceDelete: unknownValue },
      ["string value at .forceDelete can't be known during preview"],
    ],
  ]);
  ruleCases<VaultArgs>(noForceDestroy, "aws:backup/vault:Vault", [
    ["reports one that goes with its backups", { forceDestroy: true }, [forced("forceDestroy")]],
  ]);
});

const final = (after: number, days = 7) =>
  `A deletion is final after ${after} days: set recoveryWindowInDays to at least ${days}.`;
describeRule<SecretArgs>(secretsmanagerRecoveryWindow, "aws:secretsmanager/secret:Secret", [
  ["reports a deletion at once", { recoveryWindowInDays: 0 }, [final(0)]],
  ["accepts a week", { recoveryWindowInDays: 7 }, []],
  ["accepts it when nothing is said, which means 30 days", {}, []],
  [
    "takes other days from a stack",
    { recoveryWindowInDays: 7 },
    [final(7, 14)],
    { config: { days: 14 } },
  ],
  [
    "waits for what is not known yet",
    { recoveryWindowInDays: unknownValue },
    ["string value at .recoveryWindowInDays can't be known during preview"],
  ],
]);

describe(statefulResourcesProtected.name, () => {
  const open = "A change of the program can delete what it holds: set the option protect to true.";
  const on = async (type: string, protect?: boolean, props: object = {}, config?: object) => {
    const subject = resource<InstanceArgs>(type, "orders", props, { opts: { protect } });
    const findings = await messagesOn(statefulResourcesProtected, [subject], { ...config });
    return findings.map(({ message }) => message);
  };

  for (const type of [
    "aws:backup/vault:Vault",
    "aws:cognito/userPool:UserPool",
    "aws:docdb/cluster:Cluster",
    "aws:dynamodb/table:Table",
    "aws:efs/fileSystem:FileSystem",
    "aws:elasticache/replicationGroup:ReplicationGroup",
    "aws:kms/key:Key",
    "aws:neptune/cluster:Cluster",
    "aws:opensearch/domain:Domain",
    "aws:rds/cluster:Cluster",
    "aws:rds/instance:Instance",
  ]) {
    it(`reports an open ${type}, and accepts a protected one`, async () => {
      expect(await on(type)).to.deep.equal([open]);
      expect(await on(type, false)).to.deep.equal([open]);
      expect(await on(type, true)).to.deep.equal([]);
    });
  }

  it("asks for none of a replica, though its source is not known yet", async () => {
    const instance = "aws:rds/instance:Instance";
    expect(await on(instance, false, { replicateSourceDb: "orders" })).to.deep.equal([]);
    expect(await on(instance, false, { replicateSourceDb: unknownValue })).to.deep.equal([]);
  });

  it("says nothing about other types, buckets and secrets among them", async () => {
    for (const type of [
      "aws:ecs/service:Service",
      "aws:s3/bucket:Bucket",
      "aws:secretsmanager/secret:Secret",
    ]) {
      expect(await on(type)).to.deep.equal([]);
    }
  });

  it("takes other types from a stack", async () => {
    const config = { types: ["aws:s3/bucket:Bucket"] };
    expect(await on("aws:s3/bucket:Bucket", false, {}, config)).to.deep.equal([open]);
    expect(await on("aws:rds/instance:Instance", false, {}, config)).to.deep.equal([]);
  });
});
