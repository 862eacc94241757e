import type { ResourceValidationPolicy } from "@pulumi/policy";

import { SERVICE_TYPE } from "../ecs-services";
import { onTypes } from "../resource";
import { PROD_ONLY } from "../tags";

interface Strategy {
  capacityProvider: string;
  base?: number;
  weight?: number;
}

interface Strategies {
  capacityProviderStrategies?: readonly Strategy[];
  /** Of a cluster, for services that say nothing. */
  defaultCapacityProviderStrategies?: readonly Strategy[];
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
  validateResource: onTypes<Strategies>(
    [SERVICE_TYPE, "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders"],
    ({ capacityProviderStrategies = [], defaultCapacityProviderStrategies = [] }, report) => {
      const problem = "Every task runs on Spot: add FARGATE to";
      if (isSpotAlone(capacityProviderStrategies)) {
        report(`${problem} capacityProviderStrategies with base 1.`);
      }
      if (isSpotAlone(defaultCapacityProviderStrategies)) {
        report(`${problem} defaultCapacityProviderStrategies with base 1.`);
      }
    },
  ),
};

function isSpotAlone(strategies: readonly Strategy[]): boolean {
  // One with neither weight nor base gets no task.
  const used = strategies.filter(({ base = 0, weight = 0 }) => base > 0 || weight > 0);
  return used.length > 0 && used.every(({ capacityProvider }) => /SPOT/.test(capacityProvider));
}
