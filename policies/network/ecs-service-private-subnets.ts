import type { StackValidationPolicy } from "@pulumi/policy";

import { ofTypes } from "../references";
import { placementFindings } from "../subnets";

/** Says nothing of subnets that are not of this stack. */
export const ecsServicePrivateSubnets: StackValidationPolicy = {
  name: "ecs-service-private-subnets",
  description: "Services run in private subnets of at least two zones.",
  enforcementLevel: "mandatory",
  severity: "high",
  tags: ["network"],
  remediationSteps:
    "Set networkConfiguration.subnets to subnets in two zones whose route tables lead to no internet gateway.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/networking-outbound.html",
  validateStack: ({ resources }, report) => {
    const findings = placementFindings(resources);
    for (const service of ofTypes(resources, "aws:ecs/service:Service")) {
      for (const message of findings(service, "networkConfiguration.subnets")) {
        report(message, service.urn);
      }
    }
  },
};
