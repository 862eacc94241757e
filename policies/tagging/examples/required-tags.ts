import type { VpcArgs } from "@pulumi/aws/ec2";

import { resource } from "../../example";

export const bad = [
  resource<VpcArgs>("aws:ec2/vpc:Vpc", "shop", { tags: { Name: "shop", Environment: "prod" } }),
];

export const good = [
  resource<VpcArgs>(
    "aws:ec2/vpc:Vpc",
    "shop",
    { tags: { Name: "shop" } },
    {
      provider: {
        defaultTags: {
          tags: { Environment: "prod", Application: "shop", Owner: "team-a", CostCenter: "4711" },
        },
      },
    },
  ),
];
