import type { ResourceValidationPolicy } from "@pulumi/policy";

import { fsbp } from "../framework";
import { isSet } from "../known";
import { onTypes } from "../resource";

interface Distribution {
  viewerCertificate: { sslSupportMethod?: string };
}

/**
 * Off by itself: a certificate needs a domain of one's own, which a system may do without. A stack that
 * has one switches the rule on.
 */
export const cloudfrontCustomCertificate: ResourceValidationPolicy = {
  name: "cloudfront-custom-certificate",
  description: "CloudFront distributions have a certificate for a domain of their own.",
  enforcementLevel: "disabled",
  severity: "low",
  tags: ["encryption"],
  framework: fsbp(
    "CloudFront.7",
    "CloudFront distributions should use custom SSL/TLS certificates",
  ),
  remediationSteps:
    "Set viewerCertificate.acmCertificateArn to a certificate in us-east-1 and sslSupportMethod to sni-only, and name the domain in aliases.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudfront-controls.html#cloudfront-7",
  validateResource: onTypes<Distribution>(
    ["aws:cloudfront/distribution:Distribution"],
    ({ viewerCertificate }, report) => {
      if (!isSet(viewerCertificate, "acmCertificateArn")) {
        report("The distribution has no certificate: set viewerCertificate.acmCertificateArn.");
      } else if (viewerCertificate.sslSupportMethod !== "sni-only") {
        report(
          "The distribution pays for addresses of its own: set viewerCertificate.sslSupportMethod to sni-only.",
        );
      }
    },
  ),
};
