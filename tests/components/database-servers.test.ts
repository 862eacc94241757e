import * as aws from "@pulumi/aws";
import { expect } from "chai";

import { Database, DatabaseArgs, EncryptionKey, Environment } from "../../components";
import { record } from "../support/mocks";
import { platformOf } from "../support/platform";
import { valueOf } from "../support/values";

const SERVERLESS = { aurora: { capacity: { min: 0.5, max: 8 } } };

async function database(environment: Environment, args: Partial<DatabaseArgs> = {}) {
  return record(() => {
    const { scope, network, key } = platformOf(environment);
    return new Database("db", { scope, network, key, databaseName: "orders", ...args });
  });
}

type Recorded = Awaited<ReturnType<typeof database>>;

const secretsOf = ({ result }: Recorded) => Object.keys(result.link().secrets ?? {});

const urlOf = (recording: Recorded, name = "db-url"): string =>
  recording.only(aws.ssm.Parameter, name).inputs.value;

describe("Database on RDS", () => {
  it("has one instance and one URL without replicas", async () => {
    const recording = await database("prod");
    expect(recording.all(aws.rds.Instance).map(({ name }) => name)).to.deep.equal(["db"]);
    expect(secretsOf(recording)).to.deep.equal(["DATABASE_URL"]);
  });

  it("has a replica that takes engine, key and credentials from its source", async () => {
    const recording = await database("prod", { replicas: 1 });
    const { inputs, options } = recording.only(aws.rds.Instance, "db-replica");
    expect(inputs).to.include({
      identifier: "order-management-prod-replica",
      replicateSourceDb: "order-management-prod",
      storageEncrypted: true,
      publiclyAccessible: false,
      skipFinalSnapshot: true,
      deletionProtection: true,
      monitoringInterval: 60,
    });
    expect(inputs).to.not.have.any.keys(
      "engine",
      "engineVersion",
      "username",
      "password",
      "dbName",
      "kmsKeyId",
      "dbSubnetGroupName",
      "finalSnapshotIdentifier",
    );
    expect(options.protect).to.equal(true);
    expect(secretsOf(recording)).to.deep.equal(["DATABASE_URL", "DATABASE_REPLICA_URL"]);
    expect(recording.only(aws.ssm.Parameter, "db-replica-url").inputs).to.include({
      name: "/order-management/database/replica-url",
      type: "SecureString",
    });
    expect(urlOf(recording, "db-replica-url")).to.match(/@order-management-prod-replica\.\w+\./);
    expect(recording.result.link().connections).to.have.length(1);
  });

  for (const [replicas, source] of [
    [0, "db:order-management-prod"],
    [1, "db:order-management-prod*"],
  ] as [number, string][]) {
    it(`has its metrics written for its own instances with ${replicas} replicas`, async () => {
      const recording = await database("prod", { replicas });
      const trust = recording.only(aws.iam.Role, "db-monitoring").inputs.assumeRolePolicy;
      expect(JSON.parse(trust).Statement[0].Condition.ArnLike["aws:SourceArn"]).to.equal(
        `arn:aws:rds:us-east-1:123456789012:${source}`,
      );
    });
  }

  it("takes parameters, which count from the next restart", async () => {
    const recording = await database("dev", {
      parameters: { max_connections: "200", log_statement: "all" },
    });
    expect(recording.only(aws.rds.ParameterGroup).inputs.parameters).to.deep.equal([
      { name: "rds.force_ssl", value: "1" },
      { name: "log_min_duration_statement", value: "1000" },
      { name: "max_connections", value: "200", applyMethod: "pending-reboot" },
      { name: "log_statement", value: "all", applyMethod: "pending-reboot" },
    ]);
  });

  it("copies its backups to another region, under that region's key", async () => {
    const recording = await record(() => {
      const { scope, network, key } = platformOf("prod");
      const copyBackupsTo = new EncryptionKey("west", { scope, region: "us-west-2" });
      const args = { scope, network, key, databaseName: "orders", backupDays: 14, copyBackupsTo };
      return new Database("db", args);
    });
    const { inputs } = recording.only(aws.rds.InstanceAutomatedBackupsReplication);
    expect(inputs).to.include({ region: "us-west-2", retentionPeriod: 14 });
    expect(inputs.kmsKeyId).to.match(/^arn:aws:kms:us-west-2:/);
    expect(inputs.sourceDbInstanceArn).to.match(/:us-east-1:\d+:db:order-management-prod$/);
  });
});

describe("Database on Aurora", () => {
  it("is serverless between its bounds, encrypted, private and takes TLS alone", async () => {
    const recording = await database("dev", SERVERLESS);
    expect(recording.all(aws.rds.Instance)).to.deep.equal([]);
    const { inputs } = recording.only(aws.rds.Cluster);
    expect(inputs).to.deep.include({
      clusterIdentifier: "order-management-dev",
      engine: "aurora-postgresql",
      engineVersion: "16",
      serverlessv2ScalingConfiguration: { minCapacity: 0.5, maxCapacity: 8 },
      storageEncrypted: true,
      databaseName: "orders",
      enabledCloudwatchLogsExports: ["postgresql"],
    });
    const group = recording.only(aws.rds.ClusterParameterGroup).inputs;
    expect(group.family).to.equal("aurora-postgresql16");
    expect(group.parameters).to.deep.include({ name: "rds.force_ssl", value: "1" });
    expect(recording.only(aws.rds.ClusterInstance).inputs).to.include({
      instanceClass: "db.serverless",
      publiclyAccessible: false,
    });
  });

  it("runs instances of a class where it is given one", async () => {
    const recording = await database("dev", { aurora: { instanceClass: "db.r7g.large" } });
    expect(recording.only(aws.rds.Cluster).inputs).to.not.have.property(
      "serverlessv2ScalingConfiguration",
    );
    expect(recording.only(aws.rds.ClusterInstance).inputs.instanceClass).to.equal("db.r7g.large");
  });

  it("is guarded in prod, where a reader can take over", async () => {
    const recording = await database("prod", SERVERLESS);
    const cluster = recording.only(aws.rds.Cluster);
    expect(cluster.inputs).to.include({
      deletionProtection: true,
      skipFinalSnapshot: false,
      finalSnapshotIdentifier: "order-management-prod-final",
      backupRetentionPeriod: 7,
    });
    expect(cluster.options.protect).to.equal(true);
    const instances = recording.all(aws.rds.ClusterInstance).map(({ name, inputs }) => ({
      name,
      identifier: inputs.identifier,
      tier: inputs.promotionTier,
    }));
    expect(instances).to.deep.equal([
      { name: "db-1", identifier: "order-management-prod-1", tier: 0 },
      { name: "db-2", identifier: "order-management-prod-2", tier: 1 },
    ]);
  });

  it("gives the writer's endpoint, and the readers' where there are some", async () => {
    const dev = await database("dev", SERVERLESS);
    expect(urlOf(dev)).to.match(/@order-management-dev\.cluster-c\w+\.us-east-1\.rds\./);
    expect(secretsOf(dev)).to.deep.equal(["DATABASE_URL"]);
    const prod = await database("prod", SERVERLESS);
    expect(urlOf(prod, "db-replica-url")).to.match(/@order-management-prod\.cluster-ro-c\w+\./);
    expect(secretsOf(prod)).to.deep.equal(["DATABASE_URL", "DATABASE_REPLICA_URL"]);
  });

  it("is ready once its instances are there", async () => {
    const recording = await database("prod", SERVERLESS);
    const ready = recording.result.link().dependsOn ?? [];
    expect(ready.filter(resource => resource instanceof aws.rds.ClusterInstance)).to.have.length(2);
  });
});

describe("Database behind a proxy", () => {
  for (const [kind, args, target] of [
    ["RDS", {}, { dbInstanceIdentifier: "order-management-prod" }],
    ["Aurora", SERVERLESS, { dbClusterIdentifier: "order-management-prod" }],
  ] as [string, Partial<DatabaseArgs>, object][]) {
    it(`leads to ${kind} over TLS, with the server's own credentials`, async () => {
      const recording = await database("prod", { ...args, proxy: true });
      const { inputs } = recording.only(aws.rds.Proxy);
      expect(inputs).to.include({ requireTls: true, engineFamily: "POSTGRESQL" });
      expect(inputs.auths).to.have.length(1);
      expect(inputs.auths[0]).to.include({ authScheme: "SECRETS", iamAuth: "DISABLED" });
      expect(inputs.auths[0].secretArn).to.match(
        /secret:\/order-management\/database\/credentials-/,
      );
      expect(recording.only(aws.rds.ProxyTarget).inputs).to.include(target);
      expect(urlOf(recording)).to.match(/@order-management-prod\.proxy-c\w+\./);
      expect(urlOf(recording)).to.match(/sslmode=require$/);
    });
  }

  it("may read that one secret and nothing else", async () => {
    const recording = await database("prod", { proxy: true });
    const { Statement } = JSON.parse(recording.only(aws.iam.RolePolicy, "db-proxy").inputs.policy);
    expect(Statement.map(({ Action, Resource }: any) => [Action, Resource])).to.deep.equal([
      [
        ["secretsmanager:GetSecretValue"],
        [
          "arn:aws:secretsmanager:us-east-1:123456789012:secret:/order-management/database/credentials-??????",
        ],
      ],
      [["kms:Decrypt"], ["arn:aws:kms:us-east-1:123456789012:key/*"]],
    ]);
    expect(Statement[1].Condition).to.deep.equal({
      "ForAnyValue:StringEquals": { "kms:ResourceAliases": "alias/order-management-prod" },
      StringEquals: { "kms:ViaService": ["secretsmanager.us-east-1.amazonaws.com"] },
    });
  });

  it("is the only peer of clients, and the server's only client by itself", async () => {
    const recording = await database("prod", { proxy: true });
    const groups = recording.all(aws.ec2.SecurityGroup).map(({ name }) => name);
    expect(groups).to.include.members(["db", "db-proxy"]);
    const ingress = recording.only(aws.vpc.SecurityGroupIngressRule, "db-proxy-to-database");
    expect(ingress.inputs).to.include({ fromPort: 5432, toPort: 5432 });
    expect(ingress.options.propertyDependencies.securityGroupId[0]).to.match(/SecurityGroup::db$/);
    expect(ingress.options.propertyDependencies.referencedSecurityGroupId[0]).to.match(
      /SecurityGroup::db-proxy$/,
    );
    expect(recording.result.link().connections?.map(({ name }) => name)).to.deep.equal([
      "database",
    ]);
  });

  it("leaves readers to connect to the replicas themselves", async () => {
    const recording = await database("prod", { proxy: true, replicas: 1 });
    const { connections } = recording.result.link();
    expect(connections?.map(({ name }) => name)).to.deep.equal(["database", "database-replica"]);
    expect(urlOf(recording, "db-replica-url")).to.match(/@order-management-prod-replica\./);
  });

  it("logs into an encrypted group, kept as long as asked", async () => {
    const recording = await database("prod", { proxy: true, logRetentionDays: 90 });
    const { inputs } = recording.only(aws.cloudwatch.LogGroup, "db-proxy");
    expect(inputs).to.include({
      name: "/aws/rds/proxy/order-management-prod",
      retentionInDays: 90,
    });
    expect(inputs.kmsKeyId).to.match(/^arn:aws:kms:/);
  });
});

describe("Database whose password RDS makes", () => {
  const MANAGED = { masterPassword: "managed" } as const;

  for (const [kind, args, type, tag, resource] of [
    ["RDS", {}, aws.rds.Instance, "primaryDBInstanceArn", "db"],
    ["Aurora", SERVERLESS, aws.rds.Cluster, "primaryDBClusterArn", "cluster"],
  ] as [string, Partial<DatabaseArgs>, typeof aws.rds.Instance, string, string][]) {
    it(`leaves it to ${kind}, under the system's key`, async () => {
      const recording = await database("prod", { ...args, ...MANAGED, replicas: 0 });
      const { inputs } = recording.only(type);
      expect(inputs.manageMasterUserPassword).to.equal(true);
      expect(inputs.masterUserSecretKmsKeyId).to.match(/^arn:aws:kms:/);
      expect(inputs).to.not.have.any.keys("password", "masterPassword");
    });

    it(`has services of ${kind} connect as a user of their own`, async () => {
      const recording = await database("prod", { ...args, ...MANAGED, replicas: 0 });
      expect(urlOf(recording)).to.match(/^postgresql:\/\/orders_app:[A-Za-z0-9]{40}@/);
      expect(secretsOf(recording)).to.deep.equal(["DATABASE_URL"]);
    });

    it(`lets a migration of ${kind} connect as the owner, whose password stays in its secret`, async () => {
      const recording = await database("prod", { ...args, ...MANAGED, replicas: 0 });
      const { secrets } = recording.result.admin.link();
      expect(Object.keys(secrets ?? {})).to.deep.equal([
        "DATABASE_URL",
        "ADMIN_DATABASE_URL",
        "ADMIN_PGPASSWORD",
      ]);
      expect(urlOf(recording, "db-admin-url")).to.match(/^postgresql:\/\/orders@order-management/);
      const { valueFrom, ...password } = secrets?.ADMIN_PGPASSWORD as any;
      expect(await valueOf(valueFrom)).to.match(/:secret:rds!(db|cluster)-\S+:password::$/);
      expect(password).to.deep.equal({
        kind: "secret",
        arn: `arn:aws:secretsmanager:us-east-1:123456789012:secret:rds!${resource}-*`,
        tags: {
          [`aws:rds:${tag}`]: `arn:aws:rds:us-east-1:123456789012:${resource}:order-management-prod`,
        },
        keyAlias: "alias/order-management-prod",
      });
    });
  }

  for (const [args, names] of [
    [{}, ["database"]],
    [{ proxy: true }, ["database", "database-admin"]],
    [{ proxy: true, replicas: 1 }, ["database", "database-replica"]],
  ] as [Partial<DatabaseArgs>, string[]][]) {
    it(`connects the owner to the server itself, once, with ${JSON.stringify(args)}`, async () => {
      const { result } = await database("prod", { ...args, ...MANAGED });
      expect(result.admin.link().connections?.map(({ name }) => name)).to.deep.equal(names);
    });
  }

  it("has no owner's link otherwise", async () => {
    const { result } = await database("prod");
    expect(() => result.admin).to.throw(/admin is there with masterPassword "managed" only/);
  });
});

describe("Database refuses", () => {
  for (const [args, message] of [
    [{ replicas: 2 }, "replicas is 2; use 0 to 1; aurora has one address for many"],
    [{ replicas: -1 }, "replicas is -1; use 0 to 1"],
    [{ ...SERVERLESS, replicas: 16 }, "replicas is 16; use 0 to 15"],
    [{ ...SERVERLESS, storageGiB: 50 }, "storageGiB is given; use none beside aurora"],
    [{ ...SERVERLESS, multiAz: true }, "multiAz is given; use none beside aurora"],
    [{ ...SERVERLESS, instanceClass: "db.r7g.large" }, "instanceClass is given; use none"],
    [{ aurora: { capacity: { min: 0.25, max: 2 } } }, "aurora.capacity is 0.25 to 2; use halves"],
    [{ aurora: { capacity: { min: 4, max: 2 } } }, "aurora.capacity is 4 to 2; use halves"],
    [{ aurora: { capacity: { min: 0, max: 0.5 } } }, "aurora.capacity is 0 to 0.5; use halves"],
    [{ aurora: { instanceClass: "large" } }, "aurora.instanceClass is large; use e.g."],
    [{ masterPassword: "managed", databaseName: "a".repeat(60) }, "databaseName is"],
    [{ parameters: { "rds.force_ssl": "0" } }, 'parameters["rds.force_ssl"] is 0; use none'],
  ] as [Partial<DatabaseArgs>, string][]) {
    it(JSON.stringify(args), async () => {
      const failure = await database("dev", args).then(
        () => undefined,
        (error: Error) => error.message,
      );
      expect(failure).to.contain(`Database "db": ${message}`);
    });
  }

  it("a key of its own region to copy backups to", async () => {
    const failure = await record(() => {
      const { scope, network, key } = platformOf("prod");
      return new Database("db", { scope, network, key, databaseName: "x", copyBackupsTo: key });
    }).then(
      () => undefined,
      (error: Error) => error.message,
    );
    expect(failure).to.contain("copyBackupsTo is a key in us-east-1; use a key in another region");
  });
});
