import type { ResourceValidationPolicy } from "@pulumi/policy";

import { fsbp } from "../framework";
import { eachKnown } from "../known";
import { finding, fixOn, onTypes } from "../resource";
import { PROD_ONLY } from "../tags";

interface Origin {
  originId: string;
  customOriginConfig?: { originProtocolPolicy: string; originSslProtocols: readonly string[] };
}

interface Distribution {
  origins: readonly Origin[];
}

const TYPES = ["aws:cloudfront/distribution:Distribution"];

/**
 * An origin without `customOriginConfig` is an S3 bucket, which CloudFront reads over TLS. Only the
 * versions are mended: whether an origin answers over HTTPS at all is not known here.
 */
export const cloudfrontOriginTls: ResourceValidationPolicy = {
  name: "cloudfront-origin-tls",
  description: "CloudFront reaches its origins over HTTPS with TLS 1.2.",
  enforcementLevel: "mandatory",
  severity: "high",
  tags: ["encryption", PROD_ONLY],
  framework: fsbp(
    "CloudFront.9",
    "CloudFront distributions should encrypt traffic to custom origins",
  ),
  remediationSteps:
    'Set originProtocolPolicy to https-only and originSslProtocols to ["TLSv1.2"]; reach a bucket by its regional domain name, not as a website.',
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudfront-controls.html#cloudfront-9",
  validateResource: onTypes<Distribution>(TYPES, ({ origins }, report) => {
    eachKnown(origins, (origin, index) => {
      const path = `origins[${index}].customOriginConfig`;
      const { originId, customOriginConfig: custom } = origin;
      if (custom !== undefined && custom.originProtocolPolicy !== "https-only") {
        report(
          finding(
            `Origin::${originId}`,
            `Requests go on in plain text: set ${path}.originProtocolPolicy to https-only.`,
          ),
        );
      } else if (takesOldVersions(origin)) {
        report(
          finding(
            `Origin::${originId}`,
            `Requests go on over old TLS versions: set ${path}.originSslProtocols to TLSv1.2 alone.`,
          ),
        );
      }
    });
  }),
  remediateResource: fixOn<Distribution>(TYPES, ({ origins }) =>
    origins.some(takesOldVersions) ? { origins: [...origins].map(withoutOldVersions) } : undefined,
  ),
};

function takesOldVersions({ customOriginConfig }: Origin): boolean {
  return customOriginConfig?.originSslProtocols.some(version => version !== "TLSv1.2") ?? false;
}

function withoutOldVersions(origin: Origin): Origin {
  return origin.customOriginConfig === undefined
    ? origin
    : {
        ...origin,
        customOriginConfig: { ...origin.customOriginConfig, originSslProtocols: ["TLSv1.2"] },
      };
}
