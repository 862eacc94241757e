import * as aws from "@pulumi/aws";
import { expect } from "chai";

import { NetworkArgs } from "../../../components";
import { Needs } from "../../../components/plan/endpoints";
import { failureOf } from "../../support/failure";
import { Recording } from "../../support/mocks";
import { endpointsOf, networkOf, SERVICES } from "../../support/network";
import { EXISTING_VPC } from "../../support/subjects";
import { valueOf } from "../../support/values";

describe("a Network in an existing VPC", () => {
  const inside = (args: Partial<NetworkArgs> = {}, ...asked: Partial<Needs>[]) =>
    networkOf({ existing: EXISTING_VPC, ...args }, ...asked);
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
    expect(endpointsOf(asked, "Interface")).to.deep.equal([]);
    const { inputs } = asked.only(aws.ec2.VpcEndpoint, "net-s3");
    expect(inputs.vpcId).to.equal(EXISTING_VPC.vpcId);
    expect(inputs.routeTableIds).to.have.length(2);
    const closed = await inside({ nat: "none" }, { awsServices: SERVICES });
    expect(endpointsOf(closed, "Interface")).to.deep.equal(["ecr.api", "logs"]);
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
