import type { DistributionArgs } from "@pulumi/aws/cloudfront";

import { resource } from "../../example";

export const bad = [
  resource<DistributionArgs>("aws:cloudfront/distribution:Distribution", "site", {
    viewerCertificate: {
      acmCertificateArn:
        "arn:aws:acm:us-east-1:123456789012:certificate/1234abcd-12ab-34cd-56ef-1234567890ab",
      sslSupportMethod: "sni-only",
      minimumProtocolVersion: "TLSv1.1_2016",
    },
  }),
];

export const good = [
  resource<DistributionArgs>("aws:cloudfront/distribution:Distribution", "site", {
    viewerCertificate: {
      acmCertificateArn:
        "arn:aws:acm:us-east-1:123456789012:certificate/1234abcd-12ab-34cd-56ef-1234567890ab",
      sslSupportMethod: "sni-only",
      minimumProtocolVersion: "TLSv1.2_2021",
    },
  }),
];
