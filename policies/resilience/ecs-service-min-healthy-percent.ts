import type { ResourceValidationPolicy } from "@pulumi/policy";

import { isDaemon, isDeployedByEcs, isSingleton, Service, SERVICE_TYPE } from "../ecs-services";
import { fixOn, onTypes } from "../resource";
import { MANDATORY_IN_PROD } from "../tags";

/** ECS's defaults, 100 and 200, are what the rule wants. */
export const ecsServiceMinHealthyPercent: ResourceValidationPolicy = {
  name: "ecs-service-min-healthy-percent",
  description: "A deployment starts new tasks before it stops old ones.",
  enforcementLevel: "mandatory",
  severity: "medium",
  tags: ["resilience", MANDATORY_IN_PROD],
  remediationSteps:
    "Set deploymentMinimumHealthyPercent to 100 and deploymentMaximumPercent to 200.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-ecs.html",
  validateResource: onTypes<Service>([SERVICE_TYPE], (service, report) => {
    const { healthy, most } = shares(service);
    if (healthy < 100) {
      report(
        "A deployment takes tasks away that are needed: set deploymentMinimumHealthyPercent to 100.",
      );
    }
    if (most < 200) {
      report("A deployment has little room for new tasks: set deploymentMaximumPercent to 200.");
    }
  }),
  remediateResource: fixOn<Service>([SERVICE_TYPE], service => {
    const { healthy, most } = shares(service);
    return healthy < 100 || most < 200
      ? { deploymentMinimumHealthyPercent: 100, deploymentMaximumPercent: 200 }
      : undefined;
  }),
};

/** What a deployment keeps and takes of the tasks wanted, in percent; not for those it may not double. */
function shares(service: Service): { healthy: number; most: number } {
  if (!isDeployedByEcs(service) || isDaemon(service) || isSingleton(service)) {
    return { healthy: 100, most: 200 };
  }
  return {
    healthy: service.deploymentMinimumHealthyPercent ?? 100,
    most: service.deploymentMaximumPercent ?? 200,
  };
}
