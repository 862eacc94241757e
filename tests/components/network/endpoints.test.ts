import * as aws from "@pulumi/aws";
import { expect } from "chai";

import { MicroService, MicroServiceArgs, Platform } from "../../../components";
import { Needs } from "../../../components/plan/endpoints";
import { failureOf } from "../../support/failure";
import { record } from "../../support/mocks";
import { Asked, endpointsOf, networkOf, SERVICES } from "../../support/network";
import { platformOf } from "../../support/platform";
import { valueOf } from "../../support/values";
import { plainService } from "../../support/service";

describe("the endpoints of a Network", () => {
  let usual: Asked;
  let closed: Asked;
  before(async () => {
    usual = await networkOf({}, { awsServices: SERVICES, internet: ["api.example.com"] });
    closed = await networkOf({ nat: "none" }, { awsServices: SERVICES });
  });

  it("makes endpoints for what is asked for without NAT, and no others", () => {
    expect(endpointsOf(closed, "Interface")).to.deep.equal(["ecr.api", "logs"]);
    expect(endpointsOf(closed, "Gateway")).to.deep.equal(["s3"]);
  });

  it("makes none but that for S3 before it is asked", async () => {
    const unasked = await networkOf({ nat: "none" });
    expect(endpointsOf(unasked, "Interface")).to.deep.equal([]);
    expect(endpointsOf(unasked, "Gateway")).to.deep.equal(["s3"]);
  });

  it("shares endpoints among those who ask, and leaves them as they are when one more is made", async () => {
    const both = await networkOf(
      { nat: "none" },
      { awsServices: SERVICES },
      { awsServices: ["ecr.api", "s3", "sqs"] },
    );
    expect(endpointsOf(both, "Interface")).to.deep.equal(["ecr.api", "logs", "sqs"]);
    const urns = closed.resources.map(({ urn }) => urn);
    expect(both.resources.filter(({ urn }) => urns.includes(urn))).to.deep.equal(closed.resources);
  });

  it("has those who ask wait for their endpoints, and for nobody else's", async () => {
    const { result } = await networkOf(
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
    expect(await failureOf(networkOf({ nat: "none" }, needs))).to.equal(
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
    const ways = ({ result }: Asked) =>
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
    const derived = (...asked: Partial<Needs>[]) => networkOf({ endpoints: "derived" }, ...asked);

    it("leads to endpoints in place of the internet", async () => {
      const recording = await derived({ awsServices: SERVICES });
      expect(endpointsOf(recording, "Interface")).to.deep.equal(["ecr.api", "logs"]);
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

  describe("of a system without NAT", () => {
    const START = ["ecr.api", "ecr.dkr", "logs"];

    /** The interface endpoints of a system with these services. */
    const system = async (...services: ((platform: Platform) => Partial<MicroServiceArgs>)[]) => {
      const recording = await record(() => {
        const platform = platformOf("prod", "platform", { network: { nat: "none" } });
        services.map(
          (argsOf, index) =>
            new MicroService(`web-${index}`, {
              ...plainService(platform),
              ...argsOf(platform),
            }),
        );
      });
      expect(endpointsOf(recording, "Gateway")).to.deep.equal(["s3"]);
      return endpointsOf(recording, "Interface").sort();
    };

    it("has endpoints to start its tasks and no others", async () => {
      expect(await system(() => ({}))).to.deep.equal(START);
    });

    it("has those of what its tasks take and call, once each", async () => {
      const exec = () => ({ exec: true });
      const taking = ({ key }: Platform) => ({
        secrets: { URL: { kind: "parameter", name: "/url", keyAlias: key.alias } as const },
      });
      expect(await system(exec)).to.deep.equal([
        ...START.slice(0, 2),
        "kms",
        "logs",
        "ssmmessages",
      ]);
      expect(await system(taking, taking)).to.deep.equal([...START, "ssm"]);
    });
  });
});
