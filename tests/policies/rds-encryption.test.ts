import type {
  ClusterArgs,
  GlobalClusterArgs,
  InstanceArgs,
  ParameterGroupArgs,
} from "@pulumi/aws/rds";
import { expect } from "chai";

import { rdsForceSsl } from "../../policies/encryption/rds-force-ssl";
import { rdsMasterPasswordManaged } from "../../policies/encryption/rds-master-password-managed";
import { rdsStorageEncrypted } from "../../policies/encryption/rds-storage-encrypted";
import { Member, stackViolations, unknownValue } from "./support/engine";
import { Props, ruleCases } from "./support/rule-cases";

const INSTANCE = "aws:rds/instance:Instance";
const CLUSTER = "aws:rds/cluster:Cluster";

describe(rdsStorageEncrypted.name, () => {
  const plain = "Storage is not encrypted: set storageEncrypted to true.";
  ruleCases<InstanceArgs>(rdsStorageEncrypted, INSTANCE, [
    ["reports plain storage", { storageEncrypted: false }, [plain]],
    ["reports it when nothing is said, which means plain", {}, [plain]],
    ["accepts encrypted storage", { storageEncrypted: true }, []],
    ["leaves a restore to its snapshot", { snapshotIdentifier: "orders-2026" }, []],
    ["leaves a replica to its source", { replicateSourceDb: unknownValue }, []],
    [
      "leaves a restore to the database of then",
      { restoreToPointInTime: { sourceDbInstanceIdentifier: "orders" } },
      [],
    ],
    [
      "reports a restore that is plain on purpose",
      { snapshotIdentifier: "orders-2026", storageEncrypted: false },
      [plain],
    ],
    [
      "waits for what is not known yet",
      { storageEncrypted: unknownValue },
      ["string value at .storageEncrypted can't be known during preview"],
    ],
  ]);
  ruleCases<ClusterArgs>(rdsStorageEncrypted, CLUSTER, [
    ["reports plain storage", { engine: "aurora-postgresql" }, [plain]],
    ["accepts encrypted storage", { storageEncrypted: true }, []],
    ["leaves a replica to its source", { replicationSourceIdentifier: "arn" }, []],
  ]);
  ruleCases<GlobalClusterArgs>(rdsStorageEncrypted, "aws:rds/globalCluster:GlobalCluster", [
    ["reports plain storage", { engine: "aurora-postgresql" }, [plain]],
    ["accepts encrypted storage", { storageEncrypted: true }, []],
    ["leaves one made from a cluster to it", { sourceDbClusterIdentifier: unknownValue }, []],
  ]);
});

describe(rdsForceSsl.name, () => {
  const plain = 'Connections may be in plain text: set the parameter rds.force_ssl to "1".';
  const group = (value?: string): Props<ParameterGroupArgs> => ({
    family: "postgres16",
    parameters: [
      { name: "log_statement", value: "ddl" },
      ...(value === undefined ? [] : [{ name: "rds.force_ssl", value }]),
    ],
  });
  ruleCases<ParameterGroupArgs>(rdsForceSsl, "aws:rds/parameterGroup:ParameterGroup", [
    ["reports a group that switches it off", group("0"), [plain]],
    ["reports a group that does not say", group(), [plain]],
    ["reports a group without parameters", { family: "postgres13" }, [plain]],
    ["accepts a group that forces it", group("1"), []],
    ["says nothing about other engines", { family: "mysql8.0" }, []],
    ["leaves an Aurora instance to its cluster's group", { family: "aurora-postgresql16" }, []],
  ]);
  ruleCases<ParameterGroupArgs>(
    rdsForceSsl,
    "aws:rds/clusterParameterGroup:ClusterParameterGroup",
    [["reports Aurora's", { family: "aurora-postgresql16" }, [plain]]],
  );

  const own = (property: string) =>
    `${property} is not set to a group of its own: use one with rds.force_ssl "1".`;
  ruleCases<InstanceArgs>(rdsForceSsl, INSTANCE, [
    ["reports AWS's default group", { engine: "postgres" }, [own("parameterGroupName")]],
    [
      "reports it by its name",
      { engine: "postgres", parameterGroupName: "default.postgres16" },
      [own("parameterGroupName")],
    ],
    ["accepts a group of its own", { engine: "postgres", parameterGroupName: "orders" }, []],
    [
      "accepts a group that is not known yet",
      { engine: "postgres", parameterGroupName: unknownValue },
      [],
    ],
    ["says nothing about other engines", { engine: "mysql" }, []],
    ["leaves a replica to its source", { replicateSourceDb: "orders" }, []],
  ]);
  ruleCases<ClusterArgs>(rdsForceSsl, CLUSTER, [
    [
      "reports AWS's default group",
      { engine: "aurora-postgresql" },
      [own("dbClusterParameterGroupName")],
    ],
    [
      "accepts a group of its own",
      { engine: "aurora-postgresql", dbClusterParameterGroupName: "orders" },
      [],
    ],
  ]);
});

describe(rdsMasterPasswordManaged.name, () => {
  const generated: Member = {
    type: "random:index/randomPassword:RandomPassword",
    name: "password",
    props: { length: 40 },
  };
  const database = (props: Props<InstanceArgs>, from?: Member["from"]): Member => ({
    type: INSTANCE,
    name: "orders",
    props,
    from,
  });
  const written = (property: string) =>
    `orders: ${property} comes from no other resource: set manageMasterUserPassword, or generate it.`;
  const on = (...members: Member[]) => stackViolations(rdsMasterPasswordManaged, members);

  it("reports a password that is written down, without quoting it", async () => {
    expect(await on(database({ password: "correct horse" }))).to.deep.equal([written("password")]);
  });

  it("reports a write-only password and a cluster's", async () => {
    const cluster = { type: CLUSTER, name: "orders", props: { masterPassword: "correct horse" } };
    expect(await on(database({ passwordWo: "correct horse" }), cluster)).to.deep.equal([
      written("passwordWo"),
      written("masterPassword"),
    ]);
  });

  it("accepts one that another resource made, known or not", async () => {
    for (const password of ["generated", unknownValue]) {
      const orders = database({ password }, { password: generated });
      expect(await on(generated, orders)).to.deep.equal([]);
    }
  });

  it("reports one that only other properties do not explain", async () => {
    const orders = database({ password: "x", username: "y" }, { username: generated });
    expect(await on(generated, orders)).to.deep.equal([written("password")]);
  });

  it("reports a write-only password after the deployment, when nobody sees it any more", async () => {
    const orders = database({ passwordWoVersion: 1 }, { passwordWo: [], passwordWoVersion: [] });
    expect(await on(orders)).to.deep.equal([written("passwordWo")]);
    const made = database({ passwordWoVersion: 1 }, { passwordWo: generated });
    expect(await on(generated, made)).to.deep.equal([]);
  });

  it("accepts one that RDS makes", async () => {
    expect(await on(database({ manageMasterUserPassword: true }))).to.deep.equal([]);
  });

  it("says nothing about a database made from another, or other types", async () => {
    const secret = { type: "aws:docdb/thing:Thing", name: "x", props: { password: "x" } };
    expect(await on(database({ replicateSourceDb: "orders" }), secret)).to.deep.equal([]);
  });
});
