import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";

import { ExistingDatabase, ExistingDatabaseArgs } from "../../components";
import { record } from "../support/mocks";
import { platformOf } from "../support/platform";

const HOST = "postgres-cluster.cluster-xyz.us-east-1.rds.amazonaws.com";

async function existing(args: Partial<ExistingDatabaseArgs> = {}) {
  return record(() => {
    const { scope, key } = platformOf("prod");
    return new ExistingDatabase("db", {
      scope,
      key,
      host: HOST,
      databaseName: "order_management",
      username: "orders",
      password: pulumi.secret("p@ss/w:rd"),
      peer: { securityGroupId: "sg-1" },
      ...args,
    });
  });
}

describe("ExistingDatabase", () => {
  it("makes nothing but the documented credentials", async () => {
    const { resources } = await existing();
    const made = resources.filter(({ urn }) => urn.includes(ExistingDatabase.__pulumiType));
    expect(made.filter(({ custom }) => custom).map(({ inputs }) => inputs.name)).to.have.members([
      "/order-management/database/credentials",
      undefined,
      "/order-management/database/url",
    ]);
  });

  it("keeps the password as it is in JSON, and escaped in the URL", async () => {
    const recording = await existing();
    const version = recording.only(aws.secretsmanager.SecretVersion).inputs;
    expect(JSON.parse(version.secretString)).to.deep.equal({
      engine: "postgres",
      username: "orders",
      password: "p@ss/w:rd",
      host: HOST,
      port: 5432,
      dbname: "order_management",
    });
    const { inputs } = recording.only(aws.ssm.Parameter);
    expect(inputs.type).to.equal("SecureString");
    expect(inputs.value).to.equal(
      `postgresql://orders:p%40ss%2Fw%3Ard@${HOST}:5432/order_management?sslmode=require`,
    );
    const url = new URL(inputs.value);
    expect(decodeURIComponent(url.password)).to.equal("p@ss/w:rd");
  });

  for (const peer of [{ securityGroupId: "sg-1" }, { cidrIpv4: "10.8.0.0/24" }]) {
    it(`lets linked services out to ${JSON.stringify(peer)} on its port`, async () => {
      const { result } = await existing({ peer, port: 5433 });
      const link = result.link();
      expect(link.connections).to.deep.equal([{ name: "database", port: 5433, ...peer }]);
      expect(link.secrets).to.deep.equal({
        DATABASE_URL: {
          kind: "parameter",
          name: "/order-management/database/url",
          keyAlias: "alias/order-management-prod",
        },
      });
    });
  }

  for (const [args, message] of [
    [{ host: `${HOST}:5432` }, `host is "${HOST}:5432"; use a host name, without port or scheme`],
    [{ host: "https://db" }, 'host is "https://db"; use a host name'],
    [{ port: 0 }, "port is 0; use 1 to 65535"],
    [{ databaseName: "Orders" }, 'databaseName is "Orders"; use 1 to 63 lower-case'],
    [{ peer: { cidrIpv4: "10.8.0.0" } }, "peer.cidrIpv4 is 10.8.0.0; use addresses such as"],
  ] as [Partial<ExistingDatabaseArgs>, string][]) {
    it(`refuses ${JSON.stringify(args)}`, async () => {
      const failure = await existing(args).then(
        () => undefined,
        (error: Error) => error.message,
      );
      expect(failure).to.contain(`ExistingDatabase "db": ${message}`);
    });
  }
});
