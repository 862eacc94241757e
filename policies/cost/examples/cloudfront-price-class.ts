import type { DistributionArgs } from "@pulumi/aws/cloudfront";

import { resource } from "../../example";

const DISTRIBUTION = "aws:cloudfront/distribution:Distribution";

export const config = { largest: "PriceClass_100" };

export const bad = [resource<DistributionArgs>(DISTRIBUTION, "shop", { enabled: true })];

export const good = [
  resource<DistributionArgs>(DISTRIBUTION, "shop", { enabled: true, priceClass: "PriceClass_100" }),
];
