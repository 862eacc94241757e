import type { ResourceValidationPolicy } from "@pulumi/policy";

import { onTypes } from "../resource";

interface Domain {
  securityPolicy?: string;
  domainNameConfiguration?: { securityPolicy: string };
}

const HTTP_API = "aws:apigatewayv2/domainName:DomainName";

/** TLS 1.2 and 1.3, by the old name and the newer ones. Security Hub's APIGateway.11 takes some of the newer alone. */
const MODERN = /^(TLS_1_2|SecurityPolicy_TLS1[23]_\w+)$/;

/** Left out, it may be TLS 1.0, by the kind of endpoint. */
export const apiGatewayDomainTls: ResourceValidationPolicy = {
  name: "api-gateway-domain-tls",
  description: "Domains of API Gateway refuse versions before TLS 1.2.",
  enforcementLevel: "mandatory",
  severity: "high",
  tags: ["encryption"],
  remediationSteps: "Set securityPolicy to TLS_1_2.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-custom-domain-tls-version.html",
  validateResource: onTypes<Domain>(
    ["aws:apigateway/domainName:DomainName", HTTP_API],
    (domain, report, { type }) => {
      const path = type === HTTP_API ? "domainNameConfiguration." : "";
      const { securityPolicy } =
        type === HTTP_API ? (domain.domainNameConfiguration ?? {}) : domain;
      if (!MODERN.test(securityPolicy ?? "TLS_1_0")) {
        report(`The domain takes old TLS versions: set ${path}securityPolicy to TLS_1_2.`);
      }
    },
  ),
};
