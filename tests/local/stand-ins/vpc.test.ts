import { expect } from "chai";

import { readVpcArgs } from "../../../local/stand-ins/awsx/vpc-args";
import { planVpc } from "../../../local/stand-ins/awsx/vpc-plan";
import { cloudOutputs } from "../../../local/stand-ins/outputs";

const SPECS = ["Public", "Private", "Isolated"].map(type => ({ type, name: type.toLowerCase() }));
const ZONES = ["us-east-1a", "us-east-1b"];

const args = (changes: object = {}): Record<string, unknown> => ({
  cidrBlock: "10.0.0.0/16",
  numberOfAvailabilityZones: 2,
  subnetStrategy: "Auto",
  subnetSpecs: SPECS,
  natGateways: { strategy: "Single" },
  ...changes,
});

const plan = (changes: object = {}) =>
  planVpc("net", readVpcArgs("net", args(changes)), ZONES).children;

const named = (type: string, changes: object = {}) =>
  plan(changes)
    .filter(child => child.type.endsWith(`:${type}`))
    .map(child => child.name)
    .sort();

describe("awsx.ec2.Vpc", () => {
  it("divides its block as awsx does", () => {
    const blocks = plan()
      .filter(child => child.type === "aws:ec2/subnet:Subnet")
      .map(({ name, inputs }) => [name, inputs.cidrBlock, inputs.availabilityZone]);
    expect(blocks).to.deep.equal([
      ["net-public-1", "10.0.0.0/19", "us-east-1a"],
      ["net-private-1", "10.0.32.0/19", "us-east-1a"],
      ["net-isolated-1", "10.0.64.0/19", "us-east-1a"],
      ["net-public-2", "10.0.128.0/19", "us-east-1b"],
      ["net-private-2", "10.0.160.0/19", "us-east-1b"],
      ["net-isolated-2", "10.0.192.0/19", "us-east-1b"],
    ]);
  });

  it("follows given sizes, each subnet on its own boundary", () => {
    const subnetSpecs = [
      { type: "Public", cidrMask: 24 },
      { type: "Private", cidrMask: 20 },
    ];
    const blocks = plan({ subnetSpecs }).map(({ inputs }) => inputs.cidrBlock);
    expect(blocks.filter(block => block !== undefined)).to.deep.equal([
      "10.0.0.0/16",
      "10.0.0.0/24",
      "10.0.16.0/20",
      "10.0.128.0/24",
      "10.0.144.0/20",
    ]);
    expect(() => plan({ subnetSpecs: [{ type: "Public", cidrMask: 16 }] })).to.throw("too large");
  });

  it("makes private and public subnets where none are asked for", () => {
    expect(named("Subnet", { subnetSpecs: undefined })).to.deep.equal([
      "net-private-1",
      "net-private-2",
      "net-public-1",
      "net-public-2",
    ]);
  });

  it("makes as many NAT gateways as its strategy says", () => {
    const gateways = (strategy: string) => named("NatGateway", { natGateways: { strategy } });
    expect(gateways("None")).to.deep.equal([]);
    expect(gateways("Single")).to.deep.equal(["net-1"]);
    expect(gateways("OnePerAz")).to.deep.equal(["net-1", "net-2"]);
    expect(() => gateways("Many")).to.throw("Many");
  });

  it("routes public subnets out, private ones through NAT, isolated ones nowhere", () => {
    const both = ["net-private-1", "net-private-2", "net-public-1", "net-public-2"];
    expect(named("Route")).to.deep.equal(both);
    expect(named("Route", { natGateways: { strategy: "None" } })).to.deep.equal([
      "net-public-1",
      "net-public-2",
    ]);
  });

  it("tags as awsx does", () => {
    const tags = (key: string) =>
      plan({ tags: { Team: "t" } }).find(child => child.key === key)?.inputs.tags;
    expect(tags("Vpc:net")).to.deep.equal({ Name: "net", Team: "t" });
    expect(tags("Subnet:net-public-1")).to.deep.equal({
      Name: "net-public-1",
      SubnetType: "Public",
      Team: "t",
    });
    expect(tags("NatGateway:net-1")).to.deep.equal({ Name: "net-1", Team: "t" });
  });

  it("refuses what it cannot follow", () => {
    expect(() => plan({ subnetStrategy: undefined })).to.throw('subnetStrategy "Auto"');
    expect(() => plan({ ipv4IpamPoolId: "p" })).to.throw("does not know ipv4IpamPoolId");
    expect(() => plan({ subnetSpecs: [{ type: "Public" }] })).to.throw("private or isolated");
  });

  it("gives mocks ids of all its subnets and route tables", () => {
    const { outputs } = cloudOutputs("awsx:ec2:Vpc", {
      name: "net",
      inputs: args(),
      region: "us-east-1",
    }) as any;
    expect(outputs.vpcId).to.match(/^vpc-/).and.equal(outputs.vpc.id);
    expect(outputs.publicSubnetIds).to.have.length(2);
    expect(outputs.isolatedSubnetIds).to.have.length(2);
    const ids = outputs.subnets.map((subnet: any) => subnet.id);
    expect(new Set(ids).size).to.equal(6);
    expect(outputs.routeTables.map((table: any) => table.vpcId)).to.deep.equal(
      Array(6).fill(outputs.vpcId),
    );
  });
});
