import type { ResourceValidationPolicy } from "@pulumi/policy";

import { isSet } from "../known";
import { onTypes } from "../resource";

interface Distribution {
  defaultCacheBehavior?: object;
}

interface HeadersPolicy {
  securityHeadersConfig?: { strictTransportSecurity?: { accessControlMaxAgeSec: number } };
}

const YEAR = 31536000;

const hasPolicy = onTypes<Distribution>(
  ["aws:cloudfront/distribution:Distribution"],
  ({ defaultCacheBehavior = {} }, report) => {
    if (!isSet(defaultCacheBehavior, "responseHeadersPolicyId")) {
      report("Answers lack security headers: set defaultCacheBehavior.responseHeadersPolicyId.");
    }
  },
);

const hasTransportSecurity = onTypes<HeadersPolicy>(
  ["aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy"],
  ({ securityHeadersConfig }, report) => {
    const { accessControlMaxAgeSec = 0 } = securityHeadersConfig?.strictTransportSecurity ?? {};
    // A policy for other headers alone, such as CORS, is not about security.
    if (securityHeadersConfig !== undefined && accessControlMaxAgeSec < YEAR) {
      report(
        `Browsers forget too soon to use HTTPS: set securityHeadersConfig.strictTransportSecurity.accessControlMaxAgeSec to ${YEAR} or more.`,
      );
    }
  },
);

export const cloudfrontSecurityHeaders: ResourceValidationPolicy = {
  name: "cloudfront-security-headers",
  description: "CloudFront adds security headers to what it hands out.",
  enforcementLevel: "advisory",
  severity: "low",
  tags: ["network"],
  remediationSteps:
    "Set defaultCacheBehavior.responseHeadersPolicyId to the managed SecurityHeadersPolicy or one of your own.",
  url: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/modifying-response-headers.html",
  validateResource: [hasPolicy, hasTransportSecurity],
};
