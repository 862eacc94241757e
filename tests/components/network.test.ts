import * as aws from "@pulumi/aws";
import * as awsx from "@pulumi/awsx";
import { expect } from "chai";

import { EncryptionKey, Network, NetworkArgs } from "../../components";
import { Needs } from "../../components/plan/endpoints";
import { statementsOf } from "../support/documents";
import { failureOf } from "../support/failure";
import { record, Recording } from "../support/mocks";
import { scopeOf } from "../support/scope";
import { valueOf } from "../support/values";

/** A network of which tasks ask the ways in `asked`, one after the other. */
const network = (args: Partial<NetworkArgs> = {}, ...asked: Partial<Needs>[]) =>
  record(() => {
    const scope = scopeOf("prod");
    const made = new Network("net", { scope, key: new EncryptionKey("key", { scope }), ...args });
    const ways = asked.map(needs => made.reach("web", { awsServices: [], internet: [], ...needs }));
    return Object.assign(made, { ways });
  });

const SERVICES = ["ecr.api", "logs", "s3"];

const endpoints = (recording: Recording, type: string) =>
  recording
    .all(aws.ec2.VpcEndpoint)
    .filter(({ inputs }) => inputs.vpcEndpointType === type)
    .map(({ inputs }) => inputs.serviceName.replace("com.amazonaws.us-east-1.", ""));

describe("Network", () => {
  let usual: Awaited<ReturnType<typeof network>>;
  let closed: Awaited<ReturnType<typeof network>>;
  before(async () => {
    usual = await network({}, { awsServices: SERVICES, internet: ["api.example.com"] });
    closed = await network({ nat: "none" }, { awsServices: SERVICES });
  });

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
      const { inputs } = (await network({ nat })).only(awsx.ec2.Vpc);
      expect(inputs.natGateways).to.deep.equal({ strategy });
    });
  }

  it("has one NAT gateway unless told otherwise", () => {
    expect(usual.only(awsx.ec2.Vpc).inputs.natGateways).to.deep.equal({ strategy: "Single" });
  });

  it("takes its addresses and zones", async () => {
    const recording = await network({ cidrBlock: "10.9.0.0/16", zones: 3 });
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
    expect(endpoints(usual, "Gateway")).to.deep.equal(["s3"]);
    expect(endpoints(usual, "Interface")).to.deep.equal([]);
    expect(usual.all(aws.ec2.SecurityGroup)).to.deep.equal([]);
  });

  it("makes endpoints for what is asked for without NAT, and no others", () => {
    expect(endpoints(closed, "Interface")).to.deep.equal(["ecr.api", "logs"]);
    expect(endpoints(closed, "Gateway")).to.deep.equal(["s3"]);
  });

  it("makes none but that for S3 before it is asked", async () => {
    const unasked = await network({ nat: "none" });
    expect(endpoints(unasked, "Interface")).to.deep.equal([]);
    expect(endpoints(unasked, "Gateway")).to.deep.equal(["s3"]);
  });

  it("shares endpoints among those who ask, and leaves them as they are when one more is made", async () => {
    const both = await network(
      { nat: "none" },
      { awsServices: SERVICES },
      { awsServices: ["ecr.api", "s3", "sqs"] },
    );
    expect(endpoints(both, "Interface")).to.deep.equal(["ecr.api", "logs", "sqs"]);
    const urns = closed.resources.map(({ urn }) => urn);
    expect(both.resources.filter(({ urn }) => urns.includes(urn))).to.deep.equal(closed.resources);
  });

  it("has those who ask wait for their endpoints, and for nobody else's", async () => {
    const { result } = await network(
      { nat: "none" },
      { awsServices: ["s3", "sqs"] },
      { awsServices: ["s3"] },
    );
    const names = await Promise.all(
      result.ways.map(({ dependsOn }) =>
        Promise.all(dependsOn.map(async r => (await valueOf(r.urn)).split("::").pop())),
      ),
    );
    expect(names).to.deep.equal([["net-s3", "net-sqs"], ["net-s3"]]);
  });

  it("refuses what needs the internet where nothing leads there", async () => {
    const needs = { internet: ["api.example.com", "b.example.com"] };
    expect(await failureOf(network({ nat: "none" }, needs))).to.equal(
      'Network "net": web needs api.example.com, b.example.com on the internet, and nat is "none"; use nat "single" or "perAz", or leave out the link that needs it',
    );
  });

  it("puts the S3 endpoint in the routes of every subnet", () => {
    const { inputs } = closed.only(aws.ec2.VpcEndpoint, "net-s3");
    expect(inputs.routeTableIds).to.have.length(6);
  });

  it("puts its interface endpoints into the private subnets, under AWS's own names", async () => {
    const privateSubnets = await valueOf(closed.result.privateSubnetIds);
    const interfaces = closed
      .all(aws.ec2.VpcEndpoint)
      .filter(({ inputs }) => inputs.vpcEndpointType === "Interface");
    for (const { inputs } of interfaces) {
      expect(inputs.subnetIds).to.deep.equal(privateSubnets);
      expect(inputs.privateDnsEnabled).to.equal(true);
      expect(inputs.securityGroupIds).to.have.length(1);
    }
  });

  it("lets this account alone through its interface endpoints", () => {
    const { inputs } = closed.only(aws.ec2.VpcEndpoint, "net-logs");
    expect(JSON.parse(inputs.policy).Statement).to.deep.equal([
      {
        Sid: "ThisAccount",
        Effect: "Allow",
        Principal: "*",
        Action: "*",
        Resource: "*",
        Condition: { StringEquals: { "aws:PrincipalAccount": "123456789012" } },
      },
    ]);
  });

  it("opens the endpoints' group to nobody by itself", () => {
    expect(closed.all(aws.vpc.SecurityGroupIngressRule)).to.deep.equal([]);
    expect(closed.all(aws.vpc.SecurityGroupEgressRule)).to.deep.equal([]);
    expect(closed.only(aws.ec2.SecurityGroup).inputs).to.not.have.any.keys("ingress", "egress");
  });

  it("lets tasks out on 443 alone: to S3 and the endpoints, or to S3 and the internet", () => {
    const ways = ({ result }: typeof usual) =>
      result.ways[0].connections.map(({ name, port }) => [name, port]);
    expect(ways(closed)).to.deep.equal([
      ["s3", 443],
      ["endpoints", 443],
    ]);
    expect(ways(usual)).to.deep.equal([
      ["s3", 443],
      ["internet", 443],
    ]);
    expect(usual.result.ways[0].connections[1]).to.include({ cidrIpv4: "0.0.0.0/0" });
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
    const long = await network({ logRetentionDays: 90 });
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
