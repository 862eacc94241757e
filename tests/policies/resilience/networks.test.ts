import type {
  NatGatewayArgs,
  RouteArgs,
  RouteTableArgs,
  RouteTableAssociationArgs,
  SubnetArgs,
} from "@pulumi/aws/ec2";
import { expect } from "chai";

import { natGatewayPerAz } from "../../../policies/resilience/nat-gateway-per-az";
import { Member, stackViolations, unknownValue } from "../support/engine";
import { Props } from "../support/rule-cases";

const SUBNET = "aws:ec2/subnet:Subnet";
const TABLE = "aws:ec2/routeTable:RouteTable";
const GATEWAY = "aws:ec2/natGateway:NatGateway";

const subnet = (name: string, props: Props<SubnetArgs> = {}): Member => ({
  type: SUBNET,
  name,
  props: { availabilityZone: `us-east-1${name.slice(-1)}`, ...props },
});

const gateway = (zone: string, props: Props<NatGatewayArgs> = {}): Member => ({
  type: GATEWAY,
  name: `nat-${zone}`,
  props: { subnetId: unknownValue, ...props },
  from: { subnetId: { type: SUBNET, name: `public-${zone}` } },
});

const table = (zone: string): Member => ({
  type: TABLE,
  name: `table-${zone}`,
  props: { vpcId: "vpc-1" } satisfies Props<RouteTableArgs>,
});

/** A private subnet's table, with the NAT gateway its route leads to. */
const routed = (zone: string, through: string): Member[] => [
  table(zone),
  {
    type: "aws:ec2/route:Route",
    name: `route-${zone}`,
    props: {
      routeTableId: unknownValue,
      natGatewayId: unknownValue,
      destinationCidrBlock: "0.0.0.0/0",
    } satisfies Props<RouteArgs>,
    from: {
      routeTableId: table(zone),
      natGatewayId: { type: GATEWAY, name: `nat-${through}` },
    },
  },
  associated(zone),
];

const associated = (zone: string): Member => ({
  type: "aws:ec2/routeTableAssociation:RouteTableAssociation",
  name: `association-${zone}`,
  props: {
    routeTableId: unknownValue,
    subnetId: unknownValue,
  } satisfies Props<RouteTableAssociationArgs>,
  from: {
    routeTableId: table(zone),
    subnetId: { type: SUBNET, name: `private-${zone}` },
  },
});

const subnets = ["public-a", "public-b", "private-a", "private-b"].map(name => subnet(name));

describe(natGatewayPerAz.name, () => {
  const on = (members: Member[], config = {}) => stackViolations(natGatewayPerAz, members, config);
  const foreign = (zone: string) =>
    `private-${zone}: The subnet goes out through another zone and stops with it: route it to a NAT gateway in its own.`;
  const both = [...subnets, gateway("a"), gateway("b"), ...routed("a", "a")];

  it("accepts a NAT gateway in each zone", async () => {
    expect(await on([...both, ...routed("b", "b")])).to.deep.equal([]);
  });

  it("reports a subnet whose route leads to another zone", async () => {
    expect(await on([...both, ...routed("b", "a")])).to.deep.equal([foreign("b")]);
  });

  it("reports a zone that has none", async () => {
    const third = [subnet("private-c"), ...routed("b", "b"), ...routed("c", "b")];
    expect(await on([...both, ...third])).to.deep.equal([foreign("c")]);
  });

  it("reports routes that are written in the table", async () => {
    const written = {
      ...table("b"),
      props: { routes: [{ cidrBlock: "0.0.0.0/0", natGatewayId: unknownValue }] },
      from: { routes: gateway("a") },
    };
    expect(await on([...both, written, associated("b")])).to.deep.equal([foreign("b")]);
  });

  it("reports it whatever other routes the table has, and nothing without one", async () => {
    const peering: Member = {
      type: "aws:ec2/route:Route",
      name: "peering",
      props: { destinationCidrBlock: "10.1.0.0/16", routeTableId: unknownValue },
      from: { routeTableId: table("b") },
    };
    expect(await on([...both, ...routed("b", "a"), peering])).to.deep.equal([foreign("b")]);
    expect(await on([...both, table("b"), associated("b")])).to.deep.equal([]);
    expect(await on([...both, table("b"), associated("b"), peering])).to.deep.equal([]);
  });

  it("accepts one for all zones, unless a stack does not", async () => {
    const one = [...subnets, gateway("a"), ...routed("a", "a"), ...routed("b", "a")];
    expect(await on(one)).to.deep.equal([]);
    expect(await on(one, { allowSingle: false })).to.deep.equal([foreign("b")]);
  });

  it("accepts a regional one, and a stack without any", async () => {
    const regional = { ...gateway("a", { availabilityMode: "regional" }), from: {} };
    const routes = [...routed("a", "a"), ...routed("b", "a")];
    for (const gateways of [[regional], []]) {
      const stack = [...subnets, ...gateways, ...routes];
      expect(await on(stack, { allowSingle: false })).to.deep.equal([]);
    }
  });

  it("compares zones by their ids too, and none that are not known yet", async () => {
    const byId = (name: string, id: string) =>
      subnet(name, { availabilityZone: undefined, availabilityZoneId: id });
    const stack = (zone: string) => [
      byId("public-a", "use1-az1"),
      byId("private-b", zone),
      gateway("a"),
      ...routed("b", "a"),
    ];
    const config = { allowSingle: false };
    expect(await on(stack("use1-az2"), config)).to.deep.equal([foreign("b")]);
    expect(await on(stack("use1-az1"), config)).to.deep.equal([]);
    expect(await on(stack(unknownValue), config)).to.deep.equal([]);
  });

  it("says nothing about subnets and tables of another stack", async () => {
    const stack = [gateway("a"), gateway("b"), ...routed("b", "a")];
    expect(await on(stack)).to.deep.equal([]);
    expect(await on([...both, associated("b")])).to.deep.equal([]);
  });
});
