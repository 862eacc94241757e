import * as aws from "@pulumi/aws";
import { expect } from "chai";

import { Database, DatabaseArgs, Environment, Link } from "../../components";
import { record } from "../support/mocks";
import { platformOf } from "../support/platform";

async function database(environment: Environment, args: Partial<DatabaseArgs> = {}) {
  const recording = await record(() => {
    const { scope, network, key } = platformOf(environment);
    return new Database("db", { scope, network, key, databaseName: "order_management", ...args });
  });
  return recording;
}

describe("Database", () => {
  it("is private, encrypted and takes TLS alone", async () => {
    const recording = await database("dev");
    expect(recording.only(aws.rds.Instance).inputs).to.include({
      storageEncrypted: true,
      publiclyAccessible: false,
      engine: "postgres",
      engineVersion: "16",
      dbName: "order_management",
    });
    const { inputs } = recording.only(aws.rds.ParameterGroup);
    expect(inputs.parameters).to.deep.include({ name: "rds.force_ssl", value: "1" });
  });

  it("lies in the isolated subnets", async () => {
    const recording = await database("dev");
    const { inputs } = recording.only(aws.rds.SubnetGroup);
    expect(inputs.subnetIds).to.have.length(2);
    expect(inputs.subnetIds).to.deep.equal(await isolatedSubnets());
  });

  it("is guarded in prod and small in dev", async () => {
    const prod = (await database("prod")).only(aws.rds.Instance).inputs;
    expect(prod).to.include({
      multiAz: true,
      deletionProtection: true,
      skipFinalSnapshot: false,
      monitoringInterval: 60,
    });
    const dev = (await database("dev")).only(aws.rds.Instance).inputs;
    expect(dev).to.include({
      multiAz: false,
      deletionProtection: false,
      skipFinalSnapshot: true,
      instanceClass: "db.t4g.micro",
    });
    expect(dev).to.not.have.property("monitoringInterval");
  });

  it("keeps the credentials under the documented names in prod, under its own elsewhere", async () => {
    const prod = await database("prod");
    expect(prod.only(aws.secretsmanager.Secret).inputs.name).to.equal(
      "/order-management/database/credentials",
    );
    expect(prod.only(aws.ssm.Parameter).inputs).to.include({
      name: "/order-management/database/url",
      type: "SecureString",
    });
    expect((await database("dev")).only(aws.ssm.Parameter).inputs.name).to.equal(
      "/order-management/dev/database/url",
    );
  });

  it("gives a linked service its port and its URL as a secret", async () => {
    let link: Link | undefined;
    await record(() => {
      const { scope, network, key } = platformOf("prod");
      link = new Database("db", { scope, network, key, databaseName: "orders" }).link();
    });
    expect(link?.connections).to.have.length(1);
    expect(link?.connections?.[0]).to.include({ name: "database", port: 5432 });
    expect(link?.secrets).to.deep.equal({
      DATABASE_URL: {
        kind: "parameter",
        name: "/order-management/database/url",
        keyAlias: "alias/order-management-prod",
      },
    });
    expect(link?.environment).to.equal(undefined);
  });

  for (const [args, expected] of [
    [{ version: "17" }, { engineVersion: "17" }],
    [{ instanceClass: "db.m7g.large" }, { instanceClass: "db.m7g.large" }],
    [{ storageGiB: 50 }, { allocatedStorage: 50, maxAllocatedStorage: 250 }],
    [{ multiAz: true }, { multiAz: true }],
    [{ backupDays: 35 }, { backupRetentionPeriod: 35 }],
  ] as [Partial<DatabaseArgs>, object][]) {
    it(`takes ${JSON.stringify(args)}`, async () => {
      expect((await database("dev", args)).only(aws.rds.Instance).inputs).to.include(expected);
    });
  }

  it("keeps its log as long as asked", async () => {
    const recording = await database("dev", { logRetentionDays: 90 });
    expect(recording.only(aws.cloudwatch.LogGroup, "db-postgresql").inputs).to.include({
      name: "/aws/rds/instance/order-management-dev/postgresql",
      retentionInDays: 90,
    });
  });

  for (const [args, message] of [
    [{ storageGiB: 19 }, 'Database "db": storageGiB is 19; use 20 to 65536'],
    [{ backupDays: 0 }, 'Database "db": backupDays is 0; use 1 to 35'],
    [{ backupDays: 36 }, 'Database "db": backupDays is 36; use 1 to 35'],
    [{ databaseName: "Orders" }, 'Database "db": databaseName is "Orders"; use 1 to 63 lower-case'],
  ] as [Partial<DatabaseArgs>, string][]) {
    it(`refuses ${JSON.stringify(args)}`, async () => {
      const failure = await database("dev", args).then(
        () => undefined,
        (error: Error) => error.message,
      );
      expect(failure).to.contain(message);
    });
  }
});

async function isolatedSubnets(): Promise<string[]> {
  const { result } = await record(() => {
    const { network } = platformOf("dev");
    return new Promise(resolve => network.isolatedSubnetIds.apply(resolve));
  });
  return result as unknown as string[];
}
