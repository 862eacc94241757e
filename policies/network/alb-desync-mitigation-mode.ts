import type { ResourceValidationPolicy } from "@pulumi/policy";

import { isApplicationLoadBalancer, LOAD_BALANCERS, LoadBalancer } from "../attachments";
import { fsbp } from "../framework";
import { fixOn, onTypes } from "../resource";

interface Balancer extends LoadBalancer {
  desyncMitigationMode?: string;
}

// Left out, it is defensive.
const onlyWatches = (balancer: Balancer) =>
  isApplicationLoadBalancer(balancer) && balancer.desyncMitigationMode === "monitor";

export const albDesyncMitigationMode: ResourceValidationPolicy = {
  name: "alb-desync-mitigation-mode",
  description: "Load balancers refuse requests that could be read in two ways.",
  enforcementLevel: "mandatory",
  severity: "medium",
  tags: ["network"],
  framework: fsbp(
    "ELB.12",
    "Application Load Balancer should be configured with defensive or strictest desync mitigation mode",
  ),
  remediationSteps: "Leave desyncMitigationMode out, or set it to defensive or strictest.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-12",
  validateResource: onTypes<Balancer>(LOAD_BALANCERS, (balancer, report) => {
    if (onlyWatches(balancer)) {
      report("Ambiguous requests are let through: set desyncMitigationMode to defensive.");
    }
  }),
  remediateResource: fixOn<Balancer>(LOAD_BALANCERS, balancer =>
    onlyWatches(balancer) ? { desyncMitigationMode: "defensive" } : undefined,
  ),
};
