import type {
  InternetGatewayArgs,
  RouteArgs,
  RouteTableArgs,
  RouteTableAssociationArgs,
  SubnetArgs,
} from "@pulumi/aws/ec2";

import { resource } from "../../example";

const gateway = resource<InternetGatewayArgs>("aws:ec2/internetGateway:InternetGateway", "igw", {});
const table = resource<RouteTableArgs>("aws:ec2/routeTable:RouteTable", "outside", {});
const route = resource<RouteArgs>(
  "aws:ec2/route:Route",
  "out",
  { destinationCidrBlock: "0.0.0.0/0" },
  {
    from: { routeTableId: "outside.id", gatewayId: "igw.id" },
  },
);
const association = resource<RouteTableAssociationArgs>(
  "aws:ec2/routeTableAssociation:RouteTableAssociation",
  "a",
  {},
  { from: { routeTableId: "outside.id", subnetId: "subnet-a.id" } },
);

export const bad = [
  resource<SubnetArgs>("aws:ec2/subnet:Subnet", "subnet-a", {}),
  gateway,
  table,
  route,
  association,
];

export const good = [
  resource<SubnetArgs>("aws:ec2/subnet:Subnet", "subnet-a", { tags: { SubnetType: "Public" } }),
  gateway,
  table,
  route,
  association,
];
