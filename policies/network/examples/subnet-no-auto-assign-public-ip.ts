import type { SubnetArgs } from "@pulumi/aws/ec2";

import { resource } from "../../example";

const subnet = { vpcId: "vpc-0123", cidrBlock: "10.0.1.0/24" };
export const bad = [
  resource<SubnetArgs>("aws:ec2/subnet:Subnet", "private-a", {
    ...subnet,
    mapPublicIpOnLaunch: true,
  }),
];

export const good = [resource<SubnetArgs>("aws:ec2/subnet:Subnet", "private-a", subnet)];
