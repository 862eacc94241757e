import type { DistributionArgs } from "@pulumi/aws/cloudfront";

import { resource } from "../../example";

export const bad = [
  resource<DistributionArgs>("aws:cloudfront/distribution:Distribution", "shop", {
    restrictions: { geoRestriction: { restrictionType: "none" } },
  }),
];

export const good = [
  resource<DistributionArgs>("aws:cloudfront/distribution:Distribution", "shop", {
    restrictions: { geoRestriction: { restrictionType: "whitelist", locations: ["DE", "FR"] } },
  }),
];
