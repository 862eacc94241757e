import type { StackValidationPolicy } from "@pulumi/policy";

import { isDaemon, isSingleton, scales, Service, servicesOf } from "../ecs-services";
import { eachKnown } from "../known";
import { PROD_ONLY } from "../tags";

interface Config {
  desiredCount: number;
  minCapacity: number;
}

export const ecsServiceMinTasks: StackValidationPolicy = {
  name: "ecs-service-min-tasks",
  description: "A service runs enough tasks to lose one.",
  enforcementLevel: "mandatory",
  severity: "medium",
  tags: ["resilience", PROD_ONLY],
  remediationSteps:
    "Set desiredCount to at least 2, and minCapacity of its scaling target to what must always run.",
  url: "https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/rel_fault_isolation_multiaz_region_system.html",
  configSchema: {
    properties: {
      desiredCount: {
        description: "Tasks that a service wants at least.",
        type: "integer",
        default: 2,
      },
      minCapacity: {
        description: "Tasks that autoscaling leaves a service at least.",
        type: "integer",
        default: 1,
      },
    },
  },
  validateStack: (args, report) => {
    const least = args.getConfig<Config>();
    const targets = args.resources.filter(
      ({ type }) => type === "aws:appautoscaling/target:Target",
    );
    eachKnown(servicesOf(args.resources), service => {
      const props = service.props as Service;
      if (isDaemon(props) || isSingleton(props)) {
        return;
      }
      const target = targets.find(candidate => scales(candidate, service));
      const minCapacity = target?.props.minCapacity as number | undefined;
      // Left out, ECS starts none, and says 0 in the state. Autoscaling starts what its target wants.
      if (Math.max(props.desiredCount ?? 0, minCapacity ?? 0) < least.desiredCount) {
        report(
          `Too few tasks to lose one: set desiredCount to ${least.desiredCount} or more.`,
          service.urn,
        );
      }
      if (target !== undefined && minCapacity !== undefined && minCapacity < least.minCapacity) {
        report(
          `Autoscaling leaves too few tasks: set minCapacity to ${least.minCapacity} or more.`,
          target.urn,
        );
      }
    });
  },
};
