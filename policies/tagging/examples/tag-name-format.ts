import type { VpcArgs } from "@pulumi/aws/ec2";

import { resource } from "../../example";

export const bad = [
  resource<VpcArgs>("aws:ec2/vpc:Vpc", "shop", {
    tags: { "cost-center": "4711", Owner: "team-a", owner: "team-b" },
  }),
];

export const good = [
  resource<VpcArgs>("aws:ec2/vpc:Vpc", "shop", { tags: { CostCenter: "4711", Owner: "team-a" } }),
];
