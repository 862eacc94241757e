import type { SecurityGroupArgs } from "@pulumi/aws/ec2";

import { resource } from "../../example";

export const bad = [
  resource<SecurityGroupArgs>("aws:ec2/securityGroup:SecurityGroup", "orders", {
    vpcId: "vpc-0123",
  }),
];

export const good = [
  resource<SecurityGroupArgs>("aws:ec2/securityGroup:SecurityGroup", "orders", {
    vpcId: "vpc-0123",
    description: "Tasks of orders",
  }),
];
