import type { DistributionArgs } from "@pulumi/aws/cloudfront";

import { resource } from "../../example";

const origin = { originId: "files", domainName: "shop-files.s3.us-east-1.amazonaws.com" };
export const bad = [
  resource<DistributionArgs>("aws:cloudfront/distribution:Distribution", "shop", {
    origins: [origin],
  }),
];

export const good = [
  resource<DistributionArgs>("aws:cloudfront/distribution:Distribution", "shop", {
    origins: [{ ...origin, originAccessControlId: "E2QWRUHAPOMQZL" }],
  }),
];
