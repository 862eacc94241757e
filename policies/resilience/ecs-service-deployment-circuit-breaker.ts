import type { ResourceValidationPolicy } from "@pulumi/policy";

import { isDeployedByEcs, Service, SERVICE_TYPE } from "../ecs-services";
import { fixOn, onTypes } from "../resource";

interface Deployed extends Service {
  deploymentCircuitBreaker?: { enable?: boolean; rollback?: boolean };
  alarms?: { enable?: boolean; rollback?: boolean };
}

export const ecsServiceDeploymentCircuitBreaker: ResourceValidationPolicy = {
  name: "ecs-service-deployment-circuit-breaker",
  description: "A deployment that fails is stopped and rolled back.",
  enforcementLevel: "mandatory",
  severity: "medium",
  tags: ["resilience"],
  remediationSteps: "Set deploymentCircuitBreaker to enable true and rollback true.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html",
  validateResource: onTypes<Deployed>([SERVICE_TYPE], (service, report) => {
    if (!rollsBack(service)) {
      report(
        "A failed deployment goes on for ever: set deploymentCircuitBreaker to enable true and rollback true.",
      );
    }
  }),
  remediateResource: fixOn<Deployed>([SERVICE_TYPE], service =>
    rollsBack(service) ? undefined : { deploymentCircuitBreaker: { enable: true, rollback: true } },
  ),
};

/** Alarms that roll back do as well. CodeDeploy and other controllers have their own ways. */
function rollsBack(service: Deployed): boolean {
  const breaker = service.deploymentCircuitBreaker;
  return (
    !isDeployedByEcs(service) ||
    (breaker?.enable === true && breaker.rollback === true) ||
    (service.alarms?.enable === true && service.alarms.rollback === true)
  );
}
