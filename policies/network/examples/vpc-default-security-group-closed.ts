import type { DefaultSecurityGroupArgs, VpcArgs } from "@pulumi/aws/ec2";

import { resource } from "../../example";

const vpc = resource<VpcArgs>("aws:ec2/vpc:Vpc", "shop", { cidrBlock: "10.0.0.0/16" });

export const bad = [vpc];

export const good = [
  vpc,
  resource<DefaultSecurityGroupArgs>(
    "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
    "closed",
    {},
    {
      from: { vpcId: "shop.id" },
    },
  ),
];
