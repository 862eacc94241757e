import type { ResourceValidationPolicy } from "@pulumi/policy";

import { fsbp } from "../framework";
import { isSet } from "../known";
import { fixOn, onTypes } from "../resource";

interface Listener {
  protocol?: string;
  sslPolicy?: string;
}

const TYPES = ["aws:lb/listener:Listener", "aws:alb/listener:Listener"];
const RECOMMENDED = "ELBSecurityPolicy-TLS13-1-2-2021-06";

/** TLS 1.2 and 1.3 with forward secrecy: plain, restricted, FIPS and post-quantum policies. */
const MODERN = /^ELBSecurityPolicy-TLS13-1-[23]-((Res|FIPS|PQ)-)*\d{4}-\d{2}$/;

export const albListenerTlsPolicy: ResourceValidationPolicy = {
  name: "alb-listener-tls-policy",
  description: "TLS listeners have a certificate and refuse versions before TLS 1.2.",
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
    if (isTls(listener) && takesOldVersions(listener)) {
      report(`The listener takes old TLS versions: set sslPolicy to ${RECOMMENDED}.`);
    }
  }),
  remediateResource: fixOn<Listener>(TYPES, listener =>
    isTls(listener) && takesOldVersions(listener) ? { sslPolicy: RECOMMENDED } : undefined,
  ),
};

/** The provider takes a protocol in either case. */
function isTls({ protocol }: Listener): boolean {
  return /^(https|tls)$/i.test(protocol ?? "");
}

function takesOldVersions({ sslPolicy = "ELBSecurityPolicy-2016-08" }: Listener): boolean {
  return !MODERN.test(sslPolicy);
}
