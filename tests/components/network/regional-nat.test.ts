import * as aws from "@pulumi/aws";
import * as awsx from "@pulumi/awsx";
import { expect } from "chai";

import { cloudOutputs } from "../../../local/stand-ins/outputs";
import { Asked, networkOf } from "../../support/network";
import { valueOf } from "../../support/values";

describe("a Network with a regional NAT gateway", () => {
  let regional: Asked;
  before(async () => {
    regional = await networkOf(
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
      id => outputs.routeTableAssociations.find((link: any) => link.subnetId === id)?.routeTableId,
    );
  }
});
