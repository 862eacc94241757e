import type {
  InternetGatewayArgs,
  RouteArgs,
  RouteTableArgs,
  RouteTableAssociationArgs,
  SubnetArgs,
} from "@pulumi/aws/ec2";
import type { ServiceArgs } from "@pulumi/aws/ecs";

import { resource } from "../../example";

const service = resource<ServiceArgs>(
  "aws:ecs/service:Service",
  "orders",
  {},
  {
    from: { "networkConfiguration.subnets": ["subnet-a.id", "subnet-b.id"] },
  },
);
const subnets = [
  resource<SubnetArgs>("aws:ec2/subnet:Subnet", "subnet-a", { availabilityZone: "us-east-1a" }),
  resource<SubnetArgs>("aws:ec2/subnet:Subnet", "subnet-b", { availabilityZone: "us-east-1b" }),
];
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

export const bad = [...subnets, service, gateway, table, route, association];

/** Their route table leads nowhere. */
export const good = [...subnets, service, table, association];
