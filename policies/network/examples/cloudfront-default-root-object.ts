import type { DistributionArgs } from "@pulumi/aws/cloudfront";

import { resource } from "../../example";

export const bad = [
  resource<DistributionArgs>("aws:cloudfront/distribution:Distribution", "shop", { enabled: true }),
];

export const good = [
  resource<DistributionArgs>("aws:cloudfront/distribution:Distribution", "shop", {
    enabled: true,
    defaultRootObject: "index.html",
  }),
];
