import type { ResourceValidationPolicy } from "@pulumi/policy";

import { fsbp } from "../framework";
import { fixOn, onTypes } from "../resource";

interface Proxy {
  requireTls?: boolean;
}

const TYPES = ["aws:rds/proxy:Proxy"];

/** Left out, a proxy takes connections with and without TLS. */
export const rdsProxyRequireTls: ResourceValidationPolicy = {
  name: "rds-proxy-require-tls",
  description: "RDS proxies take connections over TLS only.",
  enforcementLevel: "mandatory",
  severity: "high",
  tags: ["encryption"],
  framework: fsbp("RDS.43", "RDS DB proxies should require TLS encryption for connections"),
  remediationSteps: "Set requireTls to true; clients connect with sslmode=require.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-43",
  validateResource: onTypes<Proxy>(TYPES, ({ requireTls }, report) => {
    if (!requireTls) {
      report("Connections may be in plain text: set requireTls to true.");
    }
  }),
  remediateResource: fixOn<Proxy>(TYPES, ({ requireTls }) =>
    requireTls ? undefined : { requireTls: true },
  ),
};
