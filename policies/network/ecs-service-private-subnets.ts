import type { StackValidationPolicy } from "@pulumi/policy";

import { ofTypes, targetsOf, valuesAt } from "../references";
import { finding } from "../resource";
import { publicSubnets, subnetsOf, zonesOf } from "../subnets";

const SUBNETS = "networkConfiguration.subnets";

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
    const subnets = subnetsOf(resources);
    const open = publicSubnets(resources);
    for (const service of ofTypes(resources, "aws:ecs/service:Service")) {
      const own = targetsOf(service, SUBNETS, subnets);
      if (own.some(({ urn }) => open.has(urn))) {
        report(
          finding("Public", `${SUBNETS} holds a public subnet: name private ones.`),
          service.urn,
        );
      }
      const zones = own.length < valuesAt(service.props, SUBNETS).length ? undefined : zonesOf(own);
      if (zones?.size === 1) {
        report(
          finding("Zones", `${SUBNETS} are all in one zone: name subnets in two or more.`),
          service.urn,
        );
      }
    }
  },
};
