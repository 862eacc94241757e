import type { PolicyResource, StackValidationPolicy } from "@pulumi/policy";

import { isDaemon, isSingleton, scales, Service, servicesOf } from "../ecs-services";
import { eachKnown } from "../known";
import { refersTo } from "../references";
import { PROD_ONLY } from "../tags";

export const ecsServiceAutoscaling: StackValidationPolicy = {
  name: "ecs-service-autoscaling",
  description: "A service gets more tasks when there is more to do.",
  enforcementLevel: "advisory",
  severity: "medium",
  tags: ["resilience", PROD_ONLY],
  remediationSteps:
    "Add an appautoscaling Target whose minCapacity is below its maxCapacity, and a Policy for it.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-auto-scaling.html",
  validateStack: ({ resources }, report) => {
    const ofType = (type: string) => resources.filter(resource => resource.type === type);
    const targets = ofType("aws:appautoscaling/target:Target");
    const policies = [
      ...ofType("aws:appautoscaling/policy:Policy"),
      ...ofType("aws:appautoscaling/scheduledAction:ScheduledAction"),
    ];
    eachKnown(servicesOf(resources), service => {
      const props = service.props as Service;
      if (isDaemon(props) || isSingleton(props)) {
        return;
      }
      const target = targets.find(candidate => scales(candidate, service));
      if (target === undefined) {
        report("The number of tasks is fixed: add an appautoscaling Target.", service.urn);
      } else if (!policies.some(policy => isFor(policy, target, service))) {
        report("Nothing scales the service: add an appautoscaling Policy.", service.urn);
      } else if (!hasRoom(target)) {
        report("There is no room to scale: set maxCapacity above minCapacity.", target.urn);
      }
    });
  },
};

/** A policy commonly takes its resourceId from the target. */
function isFor(policy: PolicyResource, target: PolicyResource, service: PolicyResource): boolean {
  return refersTo(policy, "resourceId", target) || scales(policy, service);
}

function hasRoom({ props }: PolicyResource): boolean {
  return (props.minCapacity as number) < (props.maxCapacity as number);
}
