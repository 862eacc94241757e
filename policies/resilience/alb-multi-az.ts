import type { ResourceValidationPolicy } from "@pulumi/policy";

import { fsbp } from "../framework";
import { onTypes } from "../resource";

interface LoadBalancer {
  subnets?: readonly string[];
  subnetMappings?: readonly object[];
}

/** Elastic Load Balancing refuses two subnets of one zone, so that subnets count as zones. */
export const albMultiAz: ResourceValidationPolicy = {
  name: "alb-multi-az",
  description: "Load balancers have a node in two zones or more.",
  enforcementLevel: "mandatory",
  severity: "medium",
  tags: ["resilience"],
  framework: fsbp(
    "ELB.13",
    "Application, Network and Gateway Load Balancers should span multiple Availability Zones",
  ),
  remediationSteps: "Name subnets of at least two zones in subnets or subnetMappings.",
  url: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-subnets.html",
  validateResource: onTypes<LoadBalancer>(
    ["aws:lb/loadBalancer:LoadBalancer", "aws:alb/loadBalancer:LoadBalancer"],
    ({ subnets, subnetMappings }, report) => {
      if ((subnets?.length ?? 0) + (subnetMappings?.length ?? 0) < 2) {
        report("The load balancer stops with its zone: name subnets of two zones in subnets.");
      }
    },
  ),
};
