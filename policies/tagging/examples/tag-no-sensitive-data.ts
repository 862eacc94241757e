import type { VpcArgs } from "@pulumi/aws/ec2";

import { resource } from "../../example";

export const bad = [
  resource<VpcArgs>("aws:ec2/vpc:Vpc", "shop", { tags: { Owner: "ann.lee@example.com" } }),
];

export const good = [resource<VpcArgs>("aws:ec2/vpc:Vpc", "shop", { tags: { Owner: "team-a" } })];
