import type { ResourceValidationPolicy } from "@pulumi/policy";

import { fsbp } from "../framework";
import { onTypes } from "../resource";
import { PROD_ONLY } from "../tags";

interface Action {
  type: string;
  redirect?: { protocol?: string; statusCode: string };
}

interface Listener {
  port?: number;
  protocol?: string;
  defaultActions: readonly Action[];
}

/** A listener without protocol and port belongs to a gateway load balancer, which forwards packets. */
export const albListenerHttpsOnly: ResourceValidationPolicy = {
  name: "alb-listener-https-only",
  description: "Load balancers answer over HTTPS, and over HTTP only to redirect there.",
  enforcementLevel: "mandatory",
  severity: "high",
  tags: ["encryption", PROD_ONLY],
  framework: fsbp(
    "ELB.1",
    "Application Load Balancer should be configured to redirect all HTTP requests to HTTPS",
  ),
  remediationSteps:
    "Set protocol to HTTPS with a certificate, and let the HTTP listener redirect to HTTPS with HTTP_301.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-1",
  validateResource: onTypes<Listener>(
    ["aws:lb/listener:Listener", "aws:alb/listener:Listener"],
    ({ port, protocol, defaultActions }, report) => {
      // The provider takes it in either case.
      const isHttp = protocol
        ? protocol.toUpperCase() === "HTTP"
        : (port ?? undefined) !== undefined;
      if (isHttp && !defaultActions.every(redirectsToHttps)) {
        report("Requests are answered in plain text: use HTTPS, or redirect to it with HTTP_301.");
      }
    },
  ),
};

/** Left out, the redirect keeps the protocol of the request. */
function redirectsToHttps({ type, redirect }: Action): boolean {
  return (
    type === "redirect" && redirect?.protocol === "HTTPS" && redirect.statusCode === "HTTP_301"
  );
}
