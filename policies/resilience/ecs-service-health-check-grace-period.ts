import type { ResourceValidationPolicy } from "@pulumi/policy";

import { SERVICE_TYPE } from "../ecs-services";
import { onTypes } from "../resource";

interface Service {
  loadBalancers?: readonly unknown[];
  healthCheckGracePeriodSeconds?: number;
}

export const ecsServiceHealthCheckGracePeriod: ResourceValidationPolicy = {
  name: "ecs-service-health-check-grace-period",
  description: "A task has time to start before a load balancer judges it.",
  enforcementLevel: "advisory",
  severity: "low",
  tags: ["resilience"],
  remediationSteps: "Set healthCheckGracePeriodSeconds to what the slowest start takes.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/load-balancer-healthcheck.html",
  validateResource: onTypes<Service>(
    [SERVICE_TYPE],
    ({ loadBalancers = [], healthCheckGracePeriodSeconds = 0 }, report) => {
      if (loadBalancers.length > 0 && healthCheckGracePeriodSeconds <= 0) {
        report(
          "A slow start counts as ill and is ended: set healthCheckGracePeriodSeconds to what a start takes.",
        );
      }
    },
  ),
};
