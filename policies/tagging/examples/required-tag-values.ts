import type { VpcArgs } from "@pulumi/aws/ec2";

import { resource } from "../../example";

export const config = {
  patterns: { Environment: "prod(uction)?" },
  values: { CostCenter: ["4711", "4712"] },
};

export const bad = [
  resource<VpcArgs>("aws:ec2/vpc:Vpc", "shop", {
    tags: { Environment: "test", CostCenter: "4713", Owner: "TODO" },
  }),
];

export const good = [
  resource<VpcArgs>("aws:ec2/vpc:Vpc", "shop", {
    tags: { Environment: "prod", CostCenter: "4711", Owner: "team-a" },
  }),
];
