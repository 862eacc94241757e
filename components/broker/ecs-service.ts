import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { Platform } from "../platform";
import { commonServiceArgs, MadeService } from "../task/service-args";
import { Task } from "../task/task";

/** What {@link createBrokerService} runs. */
export interface BrokerServiceArgs {
  platform: Platform;
  task: Task;
  registryArn: pulumi.Input<string>;
  /** What else must exist before it starts. */
  ready: readonly pulumi.Resource[];
}

/**
 * Keeps one task of the broker running, on demand: the old one stops before a new one starts, so that
 * never two write to one file system.
 */
export function createBrokerService(
  name: string,
  { platform, task, registryArn, ready }: BrokerServiceArgs,
  opts: pulumi.CustomResourceOptions,
): MadeService {
  const asked: aws.ecs.ServiceArgs = {
    ...commonServiceArgs(platform, task),
    name,
    desiredCount: 1,
    deploymentMinimumHealthyPercent: 0,
    deploymentMaximumPercent: 100,
    // Moving a task between zones would start the new one first.
    availabilityZoneRebalancing: "DISABLED",
    capacityProviderStrategies: [{ capacityProvider: "FARGATE", weight: 1 }],
    serviceRegistries: { registryArn },
    deploymentController: { type: "ECS" },
    deploymentCircuitBreaker: { enable: true, rollback: true },
    enableExecuteCommand: false,
  };
  const dependsOn = [...task.ready, ...ready];
  return { service: new aws.ecs.Service(name, asked, { ...opts, dependsOn }), asked };
}

/** Alarms on a broker that is away, which no second task makes up for, and on its memory. */
export function createBrokerAlarms(
  name: string,
  { cluster, alarms }: Platform,
  service: aws.ecs.Service,
  opts: pulumi.CustomResourceOptions,
): void {
  if (alarms === undefined) {
    return;
  }
  const dimensions = { ClusterName: cluster.clusterName, ServiceName: service.name };
  new aws.cloudwatch.MetricAlarm(
    `${name}-away`,
    {
      alarmDescription: `${name}: no task runs for 3 minutes`,
      namespace: "ECS/ContainerInsights",
      metricName: "RunningTaskCount",
      statistic: "Maximum",
      comparisonOperator: "LessThanThreshold",
      threshold: 1,
      period: 60,
      evaluationPeriods: 3,
      treatMissingData: "breaching",
      dimensions,
      ...alarms.actions,
    },
    opts,
  );
  new aws.cloudwatch.MetricAlarm(
    `${name}-memory`,
    {
      alarmDescription: `${name}: memory above 90 % for 10 minutes`,
      namespace: "AWS/ECS",
      metricName: "MemoryUtilization",
      statistic: "Average",
      comparisonOperator: "GreaterThanThreshold",
      threshold: 90,
      period: 300,
      evaluationPeriods: 2,
      treatMissingData: "notBreaching",
      dimensions,
      ...alarms.actions,
    },
    opts,
  );
}
