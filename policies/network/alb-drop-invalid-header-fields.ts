import type { ResourceValidationPolicy } from "@pulumi/policy";

import { isApplicationLoadBalancer, LOAD_BALANCERS, LoadBalancer } from "../attachments";
import { fsbp } from "../framework";
import { fixOn, onTypes } from "../resource";

interface Balancer extends LoadBalancer {
  dropInvalidHeaderFields?: boolean;
}

// Left out, it is false.
const keepsThem = (balancer: Balancer) =>
  isApplicationLoadBalancer(balancer) && !balancer.dropInvalidHeaderFields;

export const albDropInvalidHeaderFields: ResourceValidationPolicy = {
  name: "alb-drop-invalid-header-fields",
  description: "Load balancers hand on no header with an invalid name.",
  enforcementLevel: "mandatory",
  severity: "medium",
  tags: ["network"],
  framework: fsbp(
    "ELB.4",
    "Application Load Balancer should be configured to drop invalid http headers",
  ),
  remediationSteps: "Set dropInvalidHeaderFields to true.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-4",
  validateResource: onTypes<Balancer>(LOAD_BALANCERS, (balancer, report) => {
    if (keepsThem(balancer)) {
      report("Headers with invalid names are handed on: set dropInvalidHeaderFields to true.");
    }
  }),
  remediateResource: fixOn<Balancer>(LOAD_BALANCERS, balancer =>
    keepsThem(balancer) ? { dropInvalidHeaderFields: true } : undefined,
  ),
};
