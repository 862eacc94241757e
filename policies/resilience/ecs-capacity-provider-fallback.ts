import type { ResourceValidationPolicy } from "@pulumi/policy";

import { SERVICE_TYPE } from "../ecs-services";
import { onTypes } from "../resource";
import { PROD_ONLY } from "../tags";

interface Service {
  capacityProviderStrategies?: readonly {
    capacityProvider: string;
    base?: number;
    weight?: number;
  }[];
}

/** AWS may take Spot back from every task at once. */
export const ecsCapacityProviderFallback: ResourceValidationPolicy = {
  name: "ecs-capacity-provider-fallback",
  description: "A service has tasks that AWS does not take back, beside those on Spot.",
  enforcementLevel: "advisory",
  severity: "medium",
  tags: ["resilience", PROD_ONLY],
  remediationSteps: "Add FARGATE to capacityProviderStrategies with base 1.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-capacity-providers.html",
  validateResource: onTypes<Service>(
    [SERVICE_TYPE],
    ({ capacityProviderStrategies = [] }, report) => {
      // One with neither weight nor base gets no task.
      const used = capacityProviderStrategies.filter(
        ({ base = 0, weight = 0 }) => base > 0 || weight > 0,
      );
      if (used.length > 0 && used.every(({ capacityProvider }) => /SPOT/.test(capacityProvider))) {
        report("Every task runs on Spot: add FARGATE to capacityProviderStrategies with base 1.");
      }
    },
  ),
};
