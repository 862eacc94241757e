import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { Task } from "../task/task";
import { Capacity, MicroServiceArgs } from "./args";
import { createTarget } from "./target";

/** What {@link createService} needs besides the arguments of the service. */
export interface ServiceSpec extends MicroServiceArgs {
  exec: boolean;
  task: Task;
  registryArn: pulumi.Input<string>;
  target?: ReturnType<typeof createTarget>;
  startPeriod: number;
}

/** The ECS service that keeps the task running, rolls new revisions out and rolls bad ones back. */
export function createService(
  name: string,
  spec: ServiceSpec,
  opts: pulumi.CustomResourceOptions,
): aws.ecs.Service {
  const { platform, task, target, scaling, deployment } = spec;
  return new aws.ecs.Service(
    name,
    {
      name: spec.serviceName ?? name,
      cluster: platform.cluster.arn,
      taskDefinition: task.definition.arn,
      desiredCount: scaling.desired ?? scaling.min,
      capacityProviderStrategies: capacityStrategies(
        spec.capacity ?? (platform.scope.isProd ? "fargate" : "spot"),
      ),
      networkConfiguration: {
        assignPublicIp: false,
        subnets: platform.network.privateSubnetIds,
        securityGroups: [task.securityGroupId],
      },
      loadBalancers: target && [
        { targetGroupArn: target.group.arn, containerName: name, containerPort: spec.port },
      ],
      healthCheckGracePeriodSeconds: target && spec.startPeriod,
      serviceRegistries: { registryArn: spec.registryArn },
      deploymentController: { type: "ECS" },
      deploymentCircuitBreaker: { enable: true, rollback: true },
      deploymentMinimumHealthyPercent: deployment?.minHealthyPercent ?? 100,
      deploymentMaximumPercent: deployment?.maxPercent ?? 200,
      enableExecuteCommand: spec.exec,
      enableEcsManagedTags: true,
      propagateTags: "SERVICE",
    },
    {
      ...opts,
      // A target group must hang on a listener before ECS registers tasks with it.
      dependsOn: [...task.ready, ...(target?.rules ?? []), ...(spec.dependsOn ?? [])],
      // Autoscaling moves it from the first deployment on.
      ignoreChanges: ["desiredCount"],
    },
  );
}

function capacityStrategies(capacity: Capacity) {
  if (capacity === "fargate") {
    return [{ capacityProvider: "FARGATE", weight: 1 }];
  }
  if (capacity === "spot") {
    return [{ capacityProvider: "FARGATE_SPOT", weight: 1 }];
  }
  return [
    { capacityProvider: "FARGATE", ...capacity.fargate },
    { capacityProvider: "FARGATE_SPOT", ...capacity.spot },
  ];
}
