import { expect } from "chai";

import { cloudOutputs } from "../../../local/stand-ins/outputs";
import { configuration, network, TestAccount, urnOf } from "./support";

const INSTANCE = "aws:rds/instance:Instance";
const CLUSTER = "aws:rds/cluster:Cluster";
const MEMBER = "aws:rds/clusterInstance:ClusterInstance";
const PARAMETERS = "aws:rds/clusterParameterGroup:ClusterParameterGroup";
const PROXY = "aws:rds/proxy:Proxy";
const TARGETS = "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup";
const TARGET = "aws:rds/proxyTarget:ProxyTarget";
const COPIES = "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication";

const AURORA = {
  clusterIdentifier: "shop",
  engine: "aurora-postgresql",
  engineVersion: "16",
  masterUsername: "shop",
  masterPassword: "a".repeat(40),
};
const SCALED = { serverlessv2ScalingConfiguration: { minCapacity: 0.5, maxCapacity: 4 } };
const RDS = {
  identifier: "shop",
  engine: "postgres",
  engineVersion: "16",
  instanceClass: "db.t4g.micro",
  allocatedStorage: 20,
  username: "shop",
  password: "a".repeat(40),
  backupRetentionPeriod: 7,
};
const REPLICA = {
  identifier: "shop-replica",
  instanceClass: "db.t4g.micro",
  maxAllocatedStorage: 100,
  replicateSourceDb: "shop",
};

const outputsOf = (type: string, inputs: object) =>
  cloudOutputs(type, { name: "x", inputs: { ...inputs }, region: "us-east-1" }).outputs;

const problemsOf = (type: string, inputs: object) =>
  new TestAccount().provider.check(urnOf(type, "x"), {}, { ...inputs }, configuration).problems;

describe("Aurora's stand-ins", () => {
  it("give the writer's and the readers' endpoints as AWS writes them", () => {
    const outputs = outputsOf(CLUSTER, AURORA);
    expect(outputs.endpoint).to.match(
      /^shop\.cluster-c[a-z0-9]{11}\.us-east-1\.rds\.amazonaws\.com$/,
    );
    expect(outputs.readerEndpoint).to.match(/^shop\.cluster-ro-c[a-z0-9]{11}\.us-east-1\.rds\./);
    expect(outputs).to.include({ port: 5432, engineVersionActual: "16.9" });
  });

  for (const [type, inputs, mistake, property, reason] of [
    [CLUSTER, AURORA, { engine: "postgresql" }, "engine", /aurora-postgresql/],
    [CLUSTER, AURORA, { masterUsername: "admin" }, "masterUsername", /reserves/],
    [CLUSTER, AURORA, { masterPassword: "short" }, "masterPassword", /8 to 128/],
    [CLUSTER, AURORA, { backupRetentionPeriod: 0 }, "backupRetentionPeriod", /1 to 35/],
    [
      CLUSTER,
      AURORA,
      { serverlessv2ScalingConfiguration: { minCapacity: 0.3, maxCapacity: 4 } },
      "serverlessv2ScalingConfiguration",
      /halves/,
    ],
    [
      CLUSTER,
      AURORA,
      { serverlessv2ScalingConfiguration: { minCapacity: 0, maxCapacity: 0.5 } },
      "serverlessv2ScalingConfiguration",
      /at least 1/,
    ],
    [
      MEMBER,
      { clusterIdentifier: "shop", engine: "aurora-postgresql", instanceClass: "db.serverless" },
      { instanceClass: "serverless" },
      "instanceClass",
      /db\.serverless/,
    ],
    [PARAMETERS, { family: "aurora-postgresql16" }, { family: "postgres16" }, "family", /aurora/],
    [
      INSTANCE,
      REPLICA,
      { username: "shop" },
      "replicateSourceDb",
      /takes username from its source/,
    ],
    [
      TARGET,
      { dbProxyName: "p", targetGroupName: "default", dbInstanceIdentifier: "shop" },
      { dbClusterIdentifier: "shop" },
      "dbInstanceIdentifier",
      /exactly one/,
    ],
    [
      PROXY,
      { name: "shop", engineFamily: "POSTGRESQL", roleArn: "r", vpcSubnetIds: ["s"] },
      { engineFamily: "POSTGRES" },
      "engineFamily",
      /POSTGRESQL/,
    ],
  ] as [string, object, object, string, RegExp][]) {
    it(`refuse ${type.split(":")[2]} ${JSON.stringify(mistake)}`, () => {
      expect(problemsOf(type, inputs)).to.deep.equal([]);
      const found = problemsOf(type, { ...inputs, ...mistake }).find(p => p.property === property);
      expect(found?.reason).to.match(reason);
    });
  }

  it("make a serverless instance in a scaled cluster alone", () => {
    const account = new TestAccount();
    const member = {
      identifier: "shop-1",
      clusterIdentifier: "shop",
      engine: "aurora-postgresql",
      instanceClass: "db.serverless",
    };
    expect(() => account.make(MEMBER, "x", member)).to.throw(/there is no DB cluster shop/);
    account.make(CLUSTER, "x", { ...AURORA, storageEncrypted: true });
    expect(() => account.make(MEMBER, "x", member)).to.throw(/Serverless v2 scaling/);
    const other = new TestAccount();
    other.make(CLUSTER, "x", { ...AURORA, ...SCALED, storageEncrypted: true });
    expect(other.make(MEMBER, "x", member).outputs).to.include({
      storageEncrypted: true,
      engineVersion: "16",
      writer: true,
    });
  });

  it("refuse a cluster whose parameters are of another engine", () => {
    const account = new TestAccount();
    account.make(PARAMETERS, "x", { name: "shop", family: "aurora-postgresql15" });
    expect(() =>
      account.make(CLUSTER, "x", { ...AURORA, dbClusterParameterGroupName: "shop" }),
    ).to.throw(/family aurora-postgresql15; use one of aurora-postgresql16/);
  });
});

describe("RDS's stand-ins", () => {
  it("make a replica of an instance that keeps backups, with its engine", () => {
    const account = new TestAccount();
    expect(() => account.make(INSTANCE, "replica", REPLICA)).to.throw(/no DB instance shop/);
    account.make(INSTANCE, "x", RDS);
    expect(account.make(INSTANCE, "replica", REPLICA).outputs).to.include({
      engine: "postgres",
      engineVersion: "16",
      username: "shop",
    });
  });

  it("refuse a replica of an instance without backups", () => {
    const account = new TestAccount();
    account.make(INSTANCE, "x", { ...RDS, backupRetentionPeriod: 0 });
    expect(() => account.make(INSTANCE, "replica", REPLICA)).to.throw(/backups are not enabled/);
  });

  it("copy backups to another region, under a key of that region", () => {
    const account = new TestAccount();
    const source = account.make(INSTANCE, "x", RDS);
    const keys = ["us-east-1", "us-west-2"].map(region =>
      account.make("aws:kms/key:Key", region, { region }),
    );
    const copies = (region: string, key: number) => ({
      region,
      sourceDbInstanceArn: source.outputs.arn,
      kmsKeyId: keys[key].outputs.arn,
    });
    expect(() => account.make(COPIES, "x", copies("us-east-1", 0))).to.throw(/another region/);
    expect(() => account.make(COPIES, "x", copies("us-west-2", 0))).to.throw(
      /use one of us-west-2/,
    );
    expect(account.make(COPIES, "x", copies("us-west-2", 1)).id).to.match(
      /^arn:aws:rds:us-west-2:123456789012:auto-backup:ab-[a-z0-9]{32}$/,
    );
  });

  it("lead a proxy to an instance that is there", () => {
    const account = new TestAccount();
    const { subnetIds } = network(account);
    const secret = account.make("aws:secretsmanager/secret:Secret", "x", { name: "/a" });
    const proxy = {
      name: "shop",
      engineFamily: "POSTGRESQL",
      roleArn: "arn:aws:iam::999999999999:role/r",
      vpcSubnetIds: subnetIds,
      auths: [{ authScheme: "SECRETS", iamAuth: "DISABLED", secretArn: secret.outputs.arn }],
    };
    expect(() => account.make(PROXY, "x", { ...proxy, auths: [{ secretArn: "gone" }] })).to.throw(
      /iamAuth|no secret gone/,
    );
    expect(() => account.make(PROXY, "x", { ...proxy, vpcSubnetIds: [subnetIds[0]] })).to.throw(
      /one availability zone/,
    );
    expect(account.make(PROXY, "x", proxy).outputs.endpoint).to.match(
      /^shop\.proxy-c[a-z0-9]{11}\.us-east-1\.rds\./,
    );
    const group = account.make(TARGETS, "x", { dbProxyName: "shop" });
    const target = {
      dbProxyName: "shop",
      targetGroupName: group.outputs.name,
      dbInstanceIdentifier: "shop",
    };
    expect(() => account.make(TARGET, "x", target)).to.throw(/no DB instance shop/);
    const source = account.make(INSTANCE, "x", RDS);
    expect(account.make(TARGET, "x", target).outputs).to.include({
      endpoint: source.outputs.address,
      targetArn: source.outputs.arn,
      type: "RDS_INSTANCE",
    });
  });

  it("let one name stand once in each region", () => {
    const account = new TestAccount();
    const alias = (region: string, name: string) => {
      const key = account.make("aws:kms/key:Key", name, { region });
      return account.make("aws:kms/alias:Alias", name, {
        region,
        name: "alias/shop",
        targetKeyId: key.outputs.keyId,
      });
    };
    alias("us-east-1", "east");
    expect(alias("us-west-2", "west").outputs.arn).to.contain(":us-west-2:");
    expect(() => alias("us-west-2", "again")).to.throw(/AlreadyExists/);
  });
});
