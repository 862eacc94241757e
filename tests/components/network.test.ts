import * as aws from "@pulumi/aws";
import * as awsx from "@pulumi/awsx";
import { expect } from "chai";

import { statementsOf } from "../support/documents";
import { Asked, endpointsOf, networkOf } from "../support/network";
import { valueOf } from "../support/values";

describe("Network", () => {
  let usual: Asked;
  before(async () => (usual = await networkOf()));

  it("has a public, a private and an isolated tier in two zones", () => {
    expect(usual.only(awsx.ec2.Vpc).inputs).to.deep.include({
      cidrBlock: "10.0.0.0/16",
      numberOfAvailabilityZones: 2,
      subnetStrategy: "Auto",
      subnetSpecs: [
        { type: "Public", name: "public" },
        { type: "Private", name: "private" },
        { type: "Isolated", name: "isolated" },
      ],
    });
  });

  it("resolves names in the VPC", () => {
    expect(usual.only(awsx.ec2.Vpc).inputs).to.include({
      enableDnsHostnames: true,
      enableDnsSupport: true,
    });
  });

  for (const [nat, strategy] of [
    ["none", "None"],
    ["single", "Single"],
    ["perAz", "OnePerAz"],
  ] as const) {
    it(`makes NAT ${nat} the strategy ${strategy}`, async () => {
      const { inputs } = (await networkOf({ nat })).only(awsx.ec2.Vpc);
      expect(inputs.natGateways).to.deep.equal({ strategy });
    });
  }

  it("has one NAT gateway unless told otherwise", () => {
    expect(usual.only(awsx.ec2.Vpc).inputs.natGateways).to.deep.equal({ strategy: "Single" });
  });

  it("takes its addresses and zones", async () => {
    const recording = await networkOf({ cidrBlock: "10.9.0.0/16", zones: 3 });
    expect(recording.only(awsx.ec2.Vpc).inputs).to.include({
      cidrBlock: "10.9.0.0/16",
      numberOfAvailabilityZones: 3,
    });
    expect(await valueOf(recording.result.privateSubnetIds)).to.have.length(3);
  });

  it("keeps its tiers apart", async () => {
    const tiers = await Promise.all([
      valueOf(usual.result.publicSubnetIds),
      valueOf(usual.result.privateSubnetIds),
      valueOf(usual.result.isolatedSubnetIds),
    ]);
    expect(tiers.map(ids => ids.length)).to.deep.equal([2, 2, 2]);
    expect(new Set(tiers.flat()).size).to.equal(6);
  });

  it("closes the default security group", () => {
    const { inputs } = usual.only(aws.ec2.DefaultSecurityGroup);
    expect(inputs).to.have.keys(["vpcId"]);
  });

  it("has only the S3 gateway endpoint where NAT leads out", () => {
    expect(endpointsOf(usual, "Gateway")).to.deep.equal(["s3"]);
    expect(endpointsOf(usual, "Interface")).to.deep.equal([]);
    expect(usual.all(aws.ec2.SecurityGroup)).to.deep.equal([]);
  });

  it("logs all its traffic, encrypted, for as long as asked", async () => {
    expect(usual.only(aws.ec2.FlowLog).inputs).to.include({
      trafficType: "ALL",
      logDestinationType: "cloud-watch-logs",
      maxAggregationInterval: 60,
    });
    const { inputs } = usual.only(aws.cloudwatch.LogGroup);
    expect(inputs).to.include({
      name: "/vpc/order-management-prod/flow-logs",
      retentionInDays: 30,
    });
    expect(inputs.kmsKeyId).to.match(/^arn:aws:kms:us-east-1:123456789012:key\//);
    const long = await networkOf({ logRetentionDays: 90 });
    expect(long.only(aws.cloudwatch.LogGroup).inputs.retentionInDays).to.equal(90);
  });

  it("lets the flow logs' role write to their group and nowhere else", () => {
    expect(statementsOf(usual, "net-flow-logs").map(s => s.Resource)).to.deep.equal([
      ["arn:aws:logs:us-east-1:123456789012:log-group:/vpc/order-management-prod/flow-logs:*"],
      ["*"],
    ]);
    expect(JSON.parse(usual.only(aws.iam.Role).inputs.assumeRolePolicy).Statement).to.deep.equal([
      {
        Effect: "Allow",
        Principal: { Service: "vpc-flow-logs.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: {
          StringEquals: { "aws:SourceAccount": "123456789012" },
          ArnLike: { "aws:SourceArn": "arn:aws:ec2:us-east-1:123456789012:vpc-flow-log/*" },
        },
      },
    ]);
  });
});
