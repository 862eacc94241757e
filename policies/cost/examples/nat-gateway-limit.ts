import type { NatGatewayArgs } from "@pulumi/aws/ec2";

import { resource } from "../../example";

const gateway = (zone: string) =>
  resource<NatGatewayArgs>("aws:ec2/natGateway:NatGateway", `shop-${zone}`, {
    subnetId: `subnet-${zone}`,
  });

export const config = { maximum: 1 };

export const bad = [gateway("a"), gateway("b")];

export const good = [gateway("a")];
