import type { DistributionArgs } from "@pulumi/aws/cloudfront";

import { resource } from "../../example";

const shop = {
  enabled: true,
  origins: [
    { originId: "shop", domainName: "shop.s3.us-east-1.amazonaws.com" },
    { originId: "copy", domainName: "shop-copy.s3.us-west-2.amazonaws.com" },
  ],
};

export const bad = [
  resource<DistributionArgs>("aws:cloudfront/distribution:Distribution", "shop", shop),
];

export const good = [
  resource<DistributionArgs>("aws:cloudfront/distribution:Distribution", "shop", {
    ...shop,
    originGroups: [
      {
        originId: "shop-or-copy",
        failoverCriteria: { statusCodes: [500, 502, 503, 504] },
        members: [{ originId: "shop" }, { originId: "copy" }],
      },
    ],
  }),
];
