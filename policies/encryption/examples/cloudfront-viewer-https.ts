import type { DistributionArgs } from "@pulumi/aws/cloudfront";

import { resource } from "../../example";

export const bad = [
  resource<DistributionArgs>("aws:cloudfront/distribution:Distribution", "site", {
    defaultCacheBehavior: {
      targetOriginId: "files",
      allowedMethods: ["GET", "HEAD"],
      cachedMethods: ["GET", "HEAD"],
      viewerProtocolPolicy: "allow-all",
    },
  }),
];

export const good = [
  resource<DistributionArgs>("aws:cloudfront/distribution:Distribution", "site", {
    defaultCacheBehavior: {
      targetOriginId: "files",
      allowedMethods: ["GET", "HEAD"],
      cachedMethods: ["GET", "HEAD"],
      viewerProtocolPolicy: "redirect-to-https",
    },
  }),
];
