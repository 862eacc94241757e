import type { ResourceValidationPolicy } from "@pulumi/policy";

import { fsbp } from "../framework";
import { onTypes } from "../resource";

interface TargetGroup {
  protocol?: string;
}

/**
 * Off by itself: the way from the load balancer to the tasks lies inside the VPC, and TLS there asks a
 * certificate of each container. A Lambda function has no protocol; TCP may carry TLS unseen.
 */
export const albTargetGroupHttps: ResourceValidationPolicy = {
  name: "alb-target-group-https",
  description: "Load balancers reach their targets over HTTPS.",
  enforcementLevel: "disabled",
  severity: "low",
  tags: ["encryption"],
  framework: fsbp("ELB.22", "ELB target groups should use encrypted transport protocols"),
  remediationSteps:
    "Set protocol and healthCheck.protocol to HTTPS, with a certificate in the container; the change replaces the target group.",
  url: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html",
  validateResource: onTypes<TargetGroup>(
    ["aws:lb/targetGroup:TargetGroup", "aws:alb/targetGroup:TargetGroup"],
    ({ protocol }, report) => {
      if (protocol === "HTTP") {
        report("Requests go on in plain text: set protocol to HTTPS.");
      }
    },
  ),
};
