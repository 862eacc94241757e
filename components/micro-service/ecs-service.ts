import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { commonServiceArgs, MadeService } from "../task/service-args";
import { Task } from "../task/task";
import { MicroServiceArgs } from "./args";
import { capacityShares } from "./capacity";
import { nativeShift } from "./deployment";
import { shiftConfiguration } from "./shift-configuration";
import { RoleWithPolicy } from "./shift-role";
import { Target } from "./target";

/** What {@link createService} needs besides the arguments of the service. */
export interface ServiceSpec extends MicroServiceArgs {
  /** Its name in ECS. */
  serviceName: string;
  exec: boolean;
  task: Task;
  /** Its place in Cloud Map, where it has one. */
  registryArn?: pulumi.Input<string>;
  /** Its Service Connect proxy, where it has one. */
  serviceConnect?: aws.types.input.ecs.ServiceServiceConnectConfiguration;
  target?: Target;
  startPeriod: number;
  /** The role with which ECS moves requests and calls hooks, where it does. */
  shiftRole?: RoleWithPolicy;
  /** Alarms that roll a deployment back which ECS makes with a second set of tasks. */
  answerAlarms: readonly aws.cloudwatch.MetricAlarm[];
}

/** What ECS changes by a deployment of CodeDeploy's alone, whose AppSpec says it, and refuses to update. */
const LEFT_TO_CODE_DEPLOY = [
  "loadBalancers",
  "taskDefinition",
  "networkConfiguration",
  "capacityProviderStrategies",
];

/** The ECS service that keeps the task running, rolls new revisions out and rolls bad ones back. */
export function createService(
  name: string,
  spec: ServiceSpec,
  opts: pulumi.CustomResourceOptions,
): MadeService {
  const { platform, task, target, scaling, deployment, shiftRole } = spec;
  const byCodeDeploy = deployment?.strategy === "codeDeploy";
  const asked: aws.ecs.ServiceArgs = {
    ...commonServiceArgs(platform, task),
    name: spec.serviceName,
    desiredCount: scaling.desired ?? scaling.min,
    capacityProviderStrategies: capacityShares(platform, spec.capacity),
    loadBalancers: target && [loadBalancer(name, spec, target)],
    healthCheckGracePeriodSeconds: target && spec.startPeriod,
    serviceRegistries: spec.registryArn ? { registryArn: spec.registryArn } : undefined,
    serviceConnectConfiguration: spec.serviceConnect,
    ...(byCodeDeploy ? { deploymentController: { type: "CODE_DEPLOY" } } : ecsDeployment(spec)),
    enableExecuteCommand: spec.exec,
  };
  const service = new aws.ecs.Service(name, asked, {
    ...opts,
    // A target group must hang on a listener before ECS registers tasks with it.
    dependsOn: [
      ...task.ready,
      ...(target?.rules ?? []),
      ...(shiftRole ? [shiftRole.policy] : []),
      ...(spec.dependsOn ?? []),
    ],
    // Autoscaling moves the number from the first deployment on.
    ignoreChanges: ["desiredCount", ...(byCodeDeploy ? LEFT_TO_CODE_DEPLOY : [])],
    // ECS does not hand a service from one controller to another, and its name is taken until it is gone.
    replaceOnChanges: ["deploymentController"],
    deleteBeforeReplace: true,
  });
  return { service, asked };
}

/** How ECS itself brings a new revision out. The circuit breaker works with each of its strategies. */
function ecsDeployment({ platform, deployment, answerAlarms, shiftRole }: ServiceSpec) {
  const { minHealthyPercent = 100, maxPercent = 200 } =
    deployment?.strategy === "rolling" ? deployment : {};
  const shift = nativeShift(deployment);
  return {
    deploymentController: { type: "ECS" },
    // ECS, and the provider already in a preview, refuse another capacity without it. It is said with each
    // update, which then starts new tasks, and never makes one.
    forceNewDeployment: true,
    deploymentCircuitBreaker: { enable: true, rollback: true },
    deploymentConfiguration: shift
      ? shiftConfiguration(shift, platform.scope, shiftRole?.role.arn)
      : { strategy: "ROLLING" },
    deploymentMinimumHealthyPercent: minHealthyPercent,
    deploymentMaximumPercent: maxPercent,
    alarms:
      shift && answerAlarms.length > 0
        ? { enable: true, rollback: true, alarmNames: answerAlarms.map(alarm => alarm.name) }
        : undefined,
  };
}

function loadBalancer(
  containerName: string,
  { port, deployment, shiftRole }: ServiceSpec,
  { groups: [group, alternate], rules }: Target,
): aws.types.input.ecs.ServiceLoadBalancer {
  const route = { targetGroupArn: group.arn, containerName, containerPort: port };
  return nativeShift(deployment) === undefined || !shiftRole
    ? route
    : {
        ...route,
        advancedConfiguration: {
          alternateTargetGroupArn: alternate.arn,
          productionListenerRule: rules[0].arn,
          testListenerRule: rules.at(1)?.arn,
          roleArn: shiftRole.role.arn,
        },
      };
}
