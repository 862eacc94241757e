import type { ResourceValidationPolicy } from "@pulumi/policy";

import { fsbp } from "../framework";
import { isSet } from "../known";
import { fixOn, onTypes } from "../resource";

interface Listener {
  protocol?: string;
  sslPolicy?: string;
}

const TYPES = ["aws:lb/listener:Listener", "aws:alb/listener:Listener"];
const RECOMMENDED = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09";

/** What ELB.17 takes: TLS 1.3 alone, or TLS 1.2 with it and no CBC ciphers; FIPS and post-quantum as well. */
const MODERN = /^ELBSecurityPolicy-TLS13-1-(3|2-Res)-((FIPS|PQ)-)*\d{4}-\d{2}$/;

export const albListenerTlsPolicy: ResourceValidationPolicy = {
  name: "alb-listener-tls-policy",
  description: "TLS listeners have a certificate and refuse old versions and ciphers.",
  enforcementLevel: "mandatory",
  severity: "high",
  tags: ["encryption"],
  framework: fsbp(
    "ELB.17",
    "Application and Network Load Balancers with listeners should use recommended security policies",
  ),
  remediationSteps: `Set sslPolicy to ${RECOMMENDED} and certificateArn to a certificate.`,
  url: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html",
  validateResource: onTypes<Listener>(TYPES, (listener, report) => {
    if (isTls(listener) && !isSet(listener, "certificateArn")) {
      report("The listener has no certificate: set certificateArn.");
    }
    if (isTls(listener) && isOld(listener)) {
      report(`The listener takes old TLS versions or ciphers: set sslPolicy to ${RECOMMENDED}.`);
    }
  }),
  remediateResource: fixOn<Listener>(TYPES, listener =>
    isTls(listener) && isOld(listener) ? { sslPolicy: RECOMMENDED } : undefined,
  ),
};

function isTls({ protocol }: Listener): boolean {
  return protocol === "HTTPS" || protocol === "TLS";
}

function isOld({ sslPolicy = "ELBSecurityPolicy-2016-08" }: Listener): boolean {
  return !MODERN.test(sslPolicy);
}
