import type { ResourceValidationPolicy } from "@pulumi/policy";

import { fsbp } from "../framework";
import { fixOn, onTypes } from "../resource";
import { PROD_ONLY } from "../tags";

interface LoadBalancer {
  enableDeletionProtection?: boolean;
}

const TYPES = ["aws:lb/loadBalancer:LoadBalancer", "aws:alb/loadBalancer:LoadBalancer"];

/** Left out, it is off. With the load balancer its name in the DNS would go. */
export const albDeletionProtection: ResourceValidationPolicy = {
  name: "alb-deletion-protection",
  description: "Load balancers cannot be deleted by one call.",
  enforcementLevel: "mandatory",
  severity: "medium",
  tags: ["resilience", PROD_ONLY],
  framework: fsbp(
    "ELB.6",
    "Application, Gateway, and Network Load Balancers should have deletion protection enabled",
  ),
  remediationSteps: "Set enableDeletionProtection to true.",
  url: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html#deletion-protection",
  validateResource: onTypes<LoadBalancer>(TYPES, ({ enableDeletionProtection }, report) => {
    if (!enableDeletionProtection) {
      report("The load balancer can be deleted by one call: set enableDeletionProtection to true.");
    }
  }),
  remediateResource: fixOn<LoadBalancer>(TYPES, ({ enableDeletionProtection }) =>
    enableDeletionProtection ? undefined : { enableDeletionProtection: true },
  ),
};
