import type {
  NatGatewayArgs,
  RouteArgs,
  RouteTableArgs,
  RouteTableAssociationArgs,
  SubnetArgs,
} from "@pulumi/aws/ec2";

import { resource } from "../../example";

const subnet = (name: string, availabilityZone: string) =>
  resource<SubnetArgs>("aws:ec2/subnet:Subnet", name, { vpcId: "vpc-1", availabilityZone });

const gateway = (name: string) =>
  resource<NatGatewayArgs>(
    "aws:ec2/natGateway:NatGateway",
    `nat-${name}`,
    {},
    { from: { subnetId: `public-${name}.id` } },
  );

const routed = (name: string, through: string) => [
  resource<RouteTableArgs>("aws:ec2/routeTable:RouteTable", `table-${name}`, { vpcId: "vpc-1" }),
  resource<RouteArgs>(
    "aws:ec2/route:Route",
    `route-${name}`,
    { destinationCidrBlock: "0.0.0.0/0" },
    { from: { routeTableId: `table-${name}.id`, natGatewayId: `nat-${through}.id` } },
  ),
  resource<RouteTableAssociationArgs>(
    "aws:ec2/routeTableAssociation:RouteTableAssociation",
    `association-${name}`,
    {},
    { from: { routeTableId: `table-${name}.id`, subnetId: `private-${name}.id` } },
  ),
];

const network = [
  subnet("public-a", "us-east-1a"),
  subnet("public-b", "us-east-1b"),
  subnet("private-a", "us-east-1a"),
  subnet("private-b", "us-east-1b"),
  gateway("a"),
  gateway("b"),
  ...routed("a", "a"),
];

export const bad = [...network, ...routed("b", "a")];

export const good = [...network, ...routed("b", "b")];
