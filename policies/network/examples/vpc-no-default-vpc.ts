import type { DefaultVpcArgs, VpcArgs } from "@pulumi/aws/ec2";

import { resource } from "../../example";

export const bad = [resource<DefaultVpcArgs>("aws:ec2/defaultVpc:DefaultVpc", "shop", {})];

export const good = [resource<VpcArgs>("aws:ec2/vpc:Vpc", "shop", { cidrBlock: "10.0.0.0/16" })];
