import type { ResourceValidationPolicy } from "@pulumi/policy";

import { fsbp } from "../framework";
import { isSet } from "../known";
import { fixOn, onTypes } from "../resource";
import { MANDATORY_IN_PROD } from "../tags";

interface Certificate {
  minimumProtocolVersion?: string;
}

interface Distribution {
  viewerCertificate: Certificate;
}

const TYPES = ["aws:cloudfront/distribution:Distribution"];

/** `TLSv1.2_2021` and what came after it; `TLSv1.2_2019` and before allow weak ciphers. */
const MODERN = /^TLSv1\.[23]_(202[1-9]|20[3-9]\d)$/;

/**
 * CloudFront's own certificate takes TLS 1.0 and nothing can be set with it: that it is used is the
 * finding of cloudfront-custom-certificate. Left out beside another one, it is TLS 1.0 too.
 */
export const cloudfrontMinimumTlsVersion: ResourceValidationPolicy = {
  name: "cloudfront-minimum-tls-version",
  description: "CloudFront distributions with a certificate refuse versions before TLS 1.2.",
  enforcementLevel: "mandatory",
  severity: "medium",
  tags: ["encryption", MANDATORY_IN_PROD],
  framework: fsbp(
    "CloudFront.15",
    "CloudFront distributions should use the recommended TLS security policy",
  ),
  remediationSteps: "Set viewerCertificate.minimumProtocolVersion to TLSv1.2_2021.",
  url: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/secure-connections-supported-viewer-protocols-ciphers.html",
  validateResource: onTypes<Distribution>(TYPES, ({ viewerCertificate }, report) => {
    if (takesOldVersions(viewerCertificate)) {
      report(
        "Viewers may use old TLS versions: set viewerCertificate.minimumProtocolVersion to TLSv1.2_2021.",
      );
    }
  }),
  remediateResource: fixOn<Distribution>(TYPES, ({ viewerCertificate }) =>
    takesOldVersions(viewerCertificate)
      ? { viewerCertificate: { ...viewerCertificate, minimumProtocolVersion: "TLSv1.2_2021" } }
      : undefined,
  ),
};

function takesOldVersions(certificate: Certificate): boolean {
  const isOwn = isSet(certificate, "acmCertificateArn") || isSet(certificate, "iamCertificateId");
  return isOwn && !MODERN.test(certificate.minimumProtocolVersion ?? "TLSv1");
}
