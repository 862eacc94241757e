import * as aws from "@pulumi/aws";
import * as awsx from "@pulumi/awsx";
import { expect } from "chai";

import { EncryptionKey, Network, NetworkArgs } from "../../components";
import { Needs } from "../../components/plan/endpoints";
import { cloudOutputs } from "../../local/stand-ins/outputs";
import { statementsOf } from "../support/documents";
import { failureOf } from "../support/failure";
import { record, Recording } from "../support/mocks";
import { scopeOf } from "../support/scope";
import { EXISTING_VPC } from "../support/subjects";
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
      'Network "net": web needs api.example.com, b.example.com on the internet, and nat is "none"; use another nat, or leave out the link that needs it',
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

  describe("with endpoints derived beside NAT", () => {
    const derived = (...asked: Partial<Needs>[]) => network({ endpoints: "derived" }, ...asked);

    it("leads to endpoints in place of the internet", async () => {
      const recording = await derived({ awsServices: SERVICES });
      expect(endpoints(recording, "Interface")).to.deep.equal(["ecr.api", "logs"]);
      expect(recording.result.ways[0].connections.map(({ name }) => name)).to.deep.equal([
        "s3",
        "endpoints",
      ]);
    });

    it("leads those to the internet who need a host there", async () => {
      const { result } = await derived({ awsServices: SERVICES, internet: ["api.example.com"] });
      expect(result.ways[0].connections.map(({ name }) => name)).to.deep.equal([
        "s3",
        "endpoints",
        "internet",
      ]);
    });
  });

  describe("with a regional NAT gateway", () => {
    let regional: Awaited<ReturnType<typeof network>>;
    before(async () => {
      regional = await network(
        { nat: "regional", zones: 3, endpoints: "derived" },
        { awsServices: ["s3"], internet: ["api.example.com"] },
        { awsServices: ["s3"] },
      );
    });

    it("has one gateway for the VPC and none in a zone", async () => {
      expect(regional.only(awsx.ec2.Vpc).inputs.natGateways).to.deep.equal({ strategy: "None" });
      expect(regional.only(aws.ec2.NatGateway).inputs).to.deep.equal({
        vpcId: await valueOf(regional.result.vpcId),
        availabilityMode: "regional",
        tags: { Name: "order-management-prod" },
      });
    });

    it("routes the whole internet from each private subnet's own table to it", async () => {
      const routes = regional.all(aws.ec2.Route).map(({ name, inputs }) => ({ name, ...inputs }));
      const blocks = routes.map(({ name, destinationCidrBlock }) => [name, destinationCidrBlock]);
      expect(blocks).to.deep.equal(
        [1, 2, 3].flatMap(zone => [
          [`net-private-${zone}-low`, "0.0.0.0/1"],
          [`net-private-${zone}-high`, "128.0.0.0/1"],
        ]),
      );
      const tables = await privateTables();
      expect(routes.map(({ routeTableId }) => routeTableId)).to.deep.equal(
        tables.flatMap(table => [table, table]),
      );
    });

    it("has those who need the internet wait for the routes, and only those", () => {
      const counts = regional.result.ways.map(({ dependsOn }) => dependsOn.length);
      expect(counts).to.deep.equal([1 + 6, 1]);
    });

    /** The private subnets' route tables, as the mocked VPC has them. */
    async function privateTables(): Promise<string[]> {
      const { outputs } = cloudOutputs("awsx:ec2:Vpc", {
        name: "net",
        inputs: regional.only(awsx.ec2.Vpc).inputs,
        region: "us-east-1",
      }) as any;
      const subnetIds = await valueOf(regional.result.privateSubnetIds);
      return subnetIds.map(
        id =>
          outputs.routeTableAssociations.find((link: any) => link.subnetId === id)?.routeTableId,
      );
    }
  });

  describe("in an existing VPC", () => {
    const inside = (args: Partial<NetworkArgs> = {}, ...asked: Partial<Needs>[]) =>
      network({ existing: EXISTING_VPC, ...args }, ...asked);
    const made = ({ resources }: Recording) =>
      resources.filter(({ urn }) => urn.includes("infra:network:Network$"));

    it("makes nothing, and leads out as the VPC does", async () => {
      const recording = await inside({}, { awsServices: SERVICES });
      expect(made(recording)).to.deep.equal([]);
      expect(recording.result.ways[0]).to.deep.equal({
        connections: [{ name: "internet", port: 443, cidrIpv4: "0.0.0.0/0" }],
        dependsOn: [],
      });
    });

    it("uses its subnets, the private ones for data where there are no isolated ones", async () => {
      const { result } = await inside();
      expect(await valueOf(result.vpcId)).to.equal(EXISTING_VPC.vpcId);
      expect(await valueOf(result.publicSubnetIds)).to.deep.equal(EXISTING_VPC.publicSubnetIds);
      expect(await valueOf(result.privateSubnetIds)).to.deep.equal(EXISTING_VPC.privateSubnetIds);
      expect(await valueOf(result.isolatedSubnetIds)).to.deep.equal(EXISTING_VPC.isolatedSubnetIds);
      const two = await inside({ existing: { ...EXISTING_VPC, isolatedSubnetIds: undefined } });
      expect(await valueOf(two.result.isolatedSubnetIds)).to.deep.equal(
        EXISTING_VPC.privateSubnetIds,
      );
    });

    it("makes the endpoints that it is asked for, and those that tasks need where nothing leads out", async () => {
      const asked = await inside({ endpoints: "gateway" }, { awsServices: SERVICES });
      expect(endpoints(asked, "Interface")).to.deep.equal([]);
      const { inputs } = asked.only(aws.ec2.VpcEndpoint, "net-s3");
      expect(inputs.vpcId).to.equal(EXISTING_VPC.vpcId);
      expect(inputs.routeTableIds).to.have.length(2);
      const closed = await inside({ nat: "none" }, { awsServices: SERVICES });
      expect(endpoints(closed, "Interface")).to.deep.equal(["ecr.api", "logs"]);
      const { subnetIds } = closed.only(aws.ec2.VpcEndpoint, "net-logs").inputs;
      expect(subnetIds).to.deep.equal(EXISTING_VPC.privateSubnetIds);
    });

    for (const [args, reason] of [
      [{ cidrBlock: "10.1.0.0/16", zones: 3 }, "cidrBlock and zones is given beside existing"],
      [{ nat: "perAz" }, 'nat is "perAz" beside existing; leave it out'],
      [{ nat: "none", endpoints: "gateway" }, 'endpoints is "gateway" and nat is "none"'],
    ] as const) {
      it(`refuses ${JSON.stringify(args)}`, async () => {
        expect(await failureOf(inside(args))).to.contain(`Network "net": ${reason}`);
      });
    }

    for (const [change, reason] of [
      [{ vpcId: "vpc-1" }, 'existing.vpcId is "vpc-1"; use an id such as vpc-'],
      [{ privateSubnetIds: ["a", "b"] }, 'existing.privateSubnetIds has "a", "b"; use ids such'],
      [
        { publicSubnetIds: EXISTING_VPC.publicSubnetIds.slice(1) },
        "existing.publicSubnetIds has 1 subnet; use two or more, in different zones",
      ],
      [
        { isolatedSubnetIds: Array<string>(2).fill(EXISTING_VPC.isolatedSubnetIds[0]) },
        "existing.isolatedSubnetIds has 1 subnet; use two or more",
      ],
      [
        { privateSubnetIds: EXISTING_VPC.publicSubnetIds },
        `existing.publicSubnetIds has ${EXISTING_VPC.publicSubnetIds.join(", ")}, which another tier has`,
      ],
    ] as const) {
      it(`refuses ${JSON.stringify(change).slice(0, 50)}`, async () => {
        const existing = { ...EXISTING_VPC, ...change };
        expect(await failureOf(inside({ existing }))).to.contain(`Network "net": ${reason}`);
      });
    }
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
