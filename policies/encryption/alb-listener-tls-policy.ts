import type { ResourceValidationPolicy } from "@pulumi/policy";

import { fsbp } from "../framework";
import { isSet } from "../known";
import { onTypes } from "../resource";

interface Listener {
  protocol?: string;
  sslPolicy?: string;
}

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
  remediationSteps:
    "Set sslPolicy to ELBSecurityPolicy-TLS13-1-2-2021-06 and certificateArn to a certificate.",
  url: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html",
  validateResource: onTypes<Listener>(
    ["aws:lb/listener:Listener", "aws:alb/listener:Listener"],
    (listener, report) => {
      if (listener.protocol !== "HTTPS" && listener.protocol !== "TLS") {
        return;
      }
      if (!isSet(listener, "certificateArn")) {
        report("The listener has no certificate: set certificateArn.");
      }
      if (!MODERN.test(listener.sslPolicy ?? "ELBSecurityPolicy-2016-08")) {
        report(
          "The listener takes old TLS versions: set sslPolicy to ELBSecurityPolicy-TLS13-1-2-2021-06.",
        );
      }
    },
  ),
};
