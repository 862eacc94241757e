import type { DistributionArgs } from "@pulumi/aws/cloudfront";

import { resource } from "../../example";

const behavior = {
  targetOriginId: "files",
  viewerProtocolPolicy: "redirect-to-https",
  allowedMethods: ["GET", "HEAD"],
  cachedMethods: ["GET", "HEAD"],
};
export const bad = [
  resource<DistributionArgs>("aws:cloudfront/distribution:Distribution", "shop", {
    defaultCacheBehavior: behavior,
  }),
];

export const good = [
  resource<DistributionArgs>("aws:cloudfront/distribution:Distribution", "shop", {
    // AWS's own SecurityHeadersPolicy.
    defaultCacheBehavior: {
      ...behavior,
      responseHeadersPolicyId: "67f7725c-6f97-4210-82d7-5512b31e9d03",
    },
  }),
];
