import * as aws from "@pulumi/aws";
import * as awsx from "@pulumi/awsx";
import { expect } from "chai";

import { Environment, Platform, PlatformArgs } from "../../components";
import { failureOf } from "../support/failure";
import { record, Recording } from "../support/mocks";
import { CERTIFICATE } from "../support/platform";
import { scopeOf } from "../support/scope";
import { EXISTING_VPC } from "../support/subjects";

const platform = (environment: Environment, args: Partial<PlatformArgs> = {}) =>
  record(() => new Platform("shared", { scope: scopeOf(environment), ...args }));

const retention = (recording: Recording) =>
  recording.all(aws.cloudwatch.LogGroup).map(({ inputs }) => inputs.retentionInDays as number);

describe("Platform", () => {
  let prod: Recording<Platform>;
  let dev: Recording<Platform>;
  before(async () => {
    prod = await platform("prod", { certificateArn: CERTIFICATE });
    dev = await platform("dev");
  });

  it("is a key, a network, a cluster and a load balancer", () => {
    const parts = dev.resources.filter(({ type }) => type.startsWith("infra:"));
    expect(parts.map(({ type, name }) => `${type.split(":")[2]} ${name}`)).to.have.members([
      "Platform shared",
      "EncryptionKey shared-key",
      "Network shared-network",
      "Cluster shared-cluster",
      "LoadBalancer shared-alb",
    ]);
  });

  it("raises alarms in prod, and elsewhere when asked", async () => {
    expect(prod.all(aws.sns.Topic)).to.have.length(1);
    expect(dev.all(aws.sns.Topic)).to.have.length(0);
    const asked = await platform("dev", { alarms: { email: "operators@example.com" } });
    expect(asked.only(aws.sns.TopicSubscription).inputs.endpoint).to.equal("operators@example.com");
    const off = await platform("prod", { certificateArn: CERTIFICATE, alarms: false });
    expect(off.all(aws.sns.Topic)).to.have.length(0);
  });

  it("keeps logs 30 days in prod, 7 elsewhere, and as long as asked", async () => {
    expect(retention(prod)).to.deep.equal([30, 30, 30, 30]);
    expect(retention(dev)).to.deep.equal([7, 7, 7]);
    expect(retention(await platform("dev", { logRetentionDays: 14 }))).to.deep.equal([14, 14, 14]);
  });

  it("hands on the network's shape", async () => {
    const recording = await platform("dev", {
      network: { cidrBlock: "10.9.0.0/16", zones: 3, nat: "none" },
    });
    expect(recording.only(awsx.ec2.Vpc).inputs).to.deep.include({
      cidrBlock: "10.9.0.0/16",
      numberOfAvailabilityZones: 3,
      natGateways: { strategy: "None" },
    });
  });

  it("names its cluster as asked, and lets the key encrypt the logs of that name", async () => {
    const name = "event-booking-cluster-prod";
    const recording = await platform("dev", { cluster: { name, logGroups: "perService" } });
    expect(recording.only(aws.ecs.Cluster).inputs.name).to.equal(name);
    expect(recording.all(aws.cloudwatch.LogGroup).map(group => group.inputs.name)).to.have.members([
      "/vpc/order-management-dev/flow-logs",
      `/ecs/${name}/exec`,
    ]);
    const logs = JSON.parse(recording.only(aws.kms.Key).inputs.policy).Statement[1].Condition;
    expect(logs.ArnLike["kms:EncryptionContext:aws:logs:arn"]).to.deep.equal([
      "arn:aws:logs:us-east-1:123456789012:log-group:*/order-management-dev*",
      `arn:aws:logs:us-east-1:123456789012:log-group:/ecs/${name}*`,
    ]);
  });

  it("stands in an existing VPC", async () => {
    const recording = await platform("dev", { network: { existing: EXISTING_VPC } });
    expect(recording.all(awsx.ec2.Vpc)).to.deep.equal([]);
    expect(recording.only(aws.lb.LoadBalancer).inputs.subnets).to.deep.equal(
      EXISTING_VPC.publicSubnetIds,
    );
  });

  it("refuses prod without a certificate", async () => {
    expect(await failureOf(platform("prod"))).to.contain(
      'LoadBalancer "shared-alb": prod needs a certificateArn',
    );
  });
});
