import type { DistributionArgs } from "@pulumi/aws/cloudfront";

import { resource } from "../../example";

export const bad = [
  resource<DistributionArgs>("aws:cloudfront/distribution:Distribution", "shop", { enabled: true }),
];

export const good = [
  resource<DistributionArgs>("aws:cloudfront/distribution:Distribution", "shop", {
    enabled: true,
    webAclId: "arn:aws:wafv2:us-east-1:123456789012:global/webacl/shop/a1b2",
  }),
];
