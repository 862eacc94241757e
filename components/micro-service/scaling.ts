import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { Platform } from "../platform";
import { Scaling } from "./args";

/** The two averages that a service's number of tasks follows. */
const METRICS = {
  cpu: "ECSServiceAverageCPUUtilization",
  memory: "ECSServiceAverageMemoryUtilization",
} as const;

/** Lets the number of a service's tasks follow its CPU and memory use between `min` and `max`. */
export function createScaling(
  name: string,
  {
    platform,
    service,
    scaling,
  }: { platform: Platform; service: aws.ecs.Service; scaling: Scaling },
  opts: pulumi.CustomResourceOptions,
): void {
  const target = new aws.appautoscaling.Target(
    name,
    {
      serviceNamespace: "ecs",
      scalableDimension: "ecs:service:DesiredCount",
      resourceId: pulumi.interpolate`service/${platform.cluster.clusterName}/${service.name}`,
      minCapacity: scaling.min,
      maxCapacity: scaling.max,
    },
    opts,
  );
  const wanted = { cpu: scaling.cpuUtilization ?? 70, memory: scaling.memoryUtilization ?? 80 };
  for (const metric of ["cpu", "memory"] as const) {
    new aws.appautoscaling.Policy(
      `${name}-${metric}`,
      {
        policyType: "TargetTrackingScaling",
        serviceNamespace: target.serviceNamespace,
        scalableDimension: target.scalableDimension,
        resourceId: target.resourceId,
        targetTrackingScalingPolicyConfiguration: {
          predefinedMetricSpecification: { predefinedMetricType: METRICS[metric] },
          targetValue: wanted[metric],
          scaleOutCooldown: scaling.scaleOutCooldown ?? 60,
          scaleInCooldown: scaling.scaleInCooldown ?? 300,
        },
      },
      opts,
    );
  }
}
