import * as aws from "@pulumi/aws";
import * as awsx from "@pulumi/awsx";
import { expect } from "chai";

import { failureOf } from "../support/failure";
import { recordProgram } from "../support/program";
import { EXISTING_VPC } from "../support/subjects";
import { valueOf } from "../support/values";

const HOST = "postgres-cluster.cluster-xyz.us-east-1.rds.amazonaws.com";
const existingDatabase = {
  host: HOST,
  username: "orders",
  password: "p@ss word",
  securityGroupId: "sg-0123456789abcdef0",
};

const withOptions = (options: object, more: Record<string, string> = {}) =>
  recordProgram("prod", {
    "microservices-on-aws:options": JSON.stringify(options),
    ...more,
  });

describe("Order Management by choice", () => {
  it("uses the documented database host, and keeps its credentials under the documented names", async () => {
    const recording = await withOptions({ existingDatabase });
    expect(recording.all(aws.rds.Instance)).to.deep.equal([]);
    expect(recording.only(aws.secretsmanager.Secret).inputs.name).to.equal(
      "/order-management/database/credentials",
    );
    const url = recording
      .all(aws.ssm.Parameter)
      .find(({ inputs }) => inputs.name === "/order-management/database/url")!;
    expect(url.inputs).to.include({
      type: "SecureString",
      value: `postgresql://orders:p%40ss%20word@${HOST}:5432/order_management?sslmode=require`,
    });
    const toDatabase = recording
      .all(aws.vpc.SecurityGroupEgressRule)
      .filter(
        ({ inputs }) => inputs.referencedSecurityGroupId === existingDatabase.securityGroupId,
      );
    expect(toDatabase.map(({ inputs }) => inputs.fromPort)).to.deep.equal([5432, 5432, 5432]);
    const outputs = await recording.result;
    expect(await valueOf(outputs.databaseCredentialsArn as never)).to.contain("credentials");
  });

  it("runs on Aurora with a reader in prod", async () => {
    const recording = await withOptions({ database: "aurora" });
    expect(recording.only(aws.rds.Cluster).inputs).to.include({ engine: "aurora-postgresql" });
    expect(recording.all(aws.rds.ClusterInstance)).to.have.length(2);
    expect(recording.all(aws.rds.Instance)).to.deep.equal([]);
  });

  it("stands in the documented VPC", async () => {
    const recording = await withOptions(
      {},
      { "microservices-on-aws:network": JSON.stringify(EXISTING_VPC) },
    );
    expect(recording.all(awsx.ec2.Vpc)).to.deep.equal([]);
    expect(recording.only(aws.lb.LoadBalancer).inputs.subnets).to.deep.equal(
      EXISTING_VPC.publicSubnetIds,
    );
    for (const { inputs } of recording.all(aws.ecs.Service)) {
      expect(inputs.networkConfiguration.subnets).to.deep.equal(EXISTING_VPC.privateSubnetIds);
    }
  });

  it("keeps an audit trail when asked", async () => {
    expect((await withOptions({ auditTrail: true })).all(aws.cloudtrail.Trail)).to.have.length(1);
    expect((await withOptions({})).all(aws.cloudtrail.Trail)).to.deep.equal([]);
  });

  it("sleeps outside prod when asked", async () => {
    const sleep = { from: "20:00", to: "07:00", timezone: "Europe/Berlin" };
    const recording = await recordProgram("dev", {
      "microservices-on-aws:sleep": JSON.stringify(sleep),
    });
    expect(recording.all(aws.appautoscaling.ScheduledAction)).to.have.length(4);
  });

  const nowhere = { ...existingDatabase, securityGroupId: undefined };
  for (const [what, wrong, message] of [
    [
      "a host without a way to it",
      nowhere,
      "options.existingDatabase: got a map; use one of securityGroupId and cidrIpv4 beside host",
    ],
    [
      "a wrong port",
      { ...existingDatabase, port: "x" },
      'options.existingDatabase.port: got "x"; use a number',
    ],
    [
      "a wrong password",
      { ...existingDatabase, password: 4711 },
      "options.existingDatabase.password: got something else; use a string",
    ],
  ] as const) {
    it(`refuses ${what}, and never prints the password`, async () => {
      const refusal = await failureOf(withOptions({ existingDatabase: wrong }));
      expect(refusal).to.contain(message);
      expect(refusal).to.not.contain(String(wrong.password));
    });
  }
});
