import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { scheduleExpression, sleepActions } from "../plan/schedules";
import { Platform } from "../platform";
import { Scaling } from "./args";
import { Target } from "./target";

/** What {@link createScaling} needs. */
export interface ScalingSpec {
  platform: Platform;
  service: aws.ecs.Service;
  scaling: Scaling;
  /** Where requests arrive, where the service has routes. */
  target?: Target;
}

type Metric =
  aws.types.input.appautoscaling.PolicyTargetTrackingScalingPolicyConfigurationPredefinedMetricSpecification;

/**
 * Lets the number of a service's tasks follow its CPU, memory and, where asked, requests between `min` and
 * `max`, and moves these bounds by its schedule and the platform's sleep.
 */
export function createScaling(
  name: string,
  { platform, service, scaling, target }: ScalingSpec,
  opts: pulumi.CustomResourceOptions,
): void {
  const { min, max, schedule = [] } = scaling;
  const scalable = new aws.appautoscaling.Target(
    name,
    {
      serviceNamespace: "ecs",
      scalableDimension: "ecs:service:DesiredCount",
      resourceId: pulumi.interpolate`service/${platform.cluster.clusterName}/${service.name}`,
      minCapacity: min,
      maxCapacity: max,
    },
    opts,
  );
  const { serviceNamespace, scalableDimension, resourceId } = scalable;
  const key = { serviceNamespace, scalableDimension, resourceId };
  for (const [what, targetValue, predefinedMetricSpecification] of metrics(scaling, target)) {
    new aws.appautoscaling.Policy(
      `${name}-${what}`,
      {
        ...key,
        policyType: "TargetTrackingScaling",
        targetTrackingScalingPolicyConfiguration: {
          predefinedMetricSpecification,
          targetValue,
          scaleOutCooldown: scaling.scaleOutCooldown ?? 60,
          scaleInCooldown: scaling.scaleInCooldown ?? 300,
        },
      },
      opts,
    );
  }
  const sleep = platform.sleep ? sleepActions(platform.sleep, { min, max }) : [];
  for (const action of [...schedule, ...sleep]) {
    new aws.appautoscaling.ScheduledAction(
      `${name}-${action.name}`,
      {
        ...key,
        schedule: scheduleExpression(action),
        timezone: action.timezone ?? "UTC",
        scalableTargetAction: { minCapacity: action.min, maxCapacity: action.max },
      },
      opts,
    );
  }
}

/** What the number of tasks follows, and the value that it keeps. */
function metrics(
  { cpuUtilization = 70, memoryUtilization = 80, requestsPerTarget }: Scaling,
  target: Target | undefined,
): [what: string, value: number, metric: Metric][] {
  const use: [string, number, Metric][] = [
    ["cpu", cpuUtilization, { predefinedMetricType: "ECSServiceAverageCPUUtilization" }],
    ["memory", memoryUtilization, { predefinedMetricType: "ECSServiceAverageMemoryUtilization" }],
  ];
  if (requestsPerTarget === undefined || target === undefined) {
    return use;
  }
  const { loadBalancer, groups } = target;
  const resourceLabel = pulumi.interpolate`${loadBalancer.arnSuffix}/${groups[0].arnSuffix}`;
  const requests = { predefinedMetricType: "ALBRequestCountPerTarget", resourceLabel };
  return [...use, ["requests", requestsPerTarget, requests]];
}
