import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { Alarms } from "../alarms";
import { LoadBalancer } from "../load-balancer/load-balancer";

/** What {@link createServiceAlarms} watches. */
export interface ServiceAlarmsArgs {
  alarms: Alarms;
  clusterName: string;
  serviceName: pulumi.Input<string>;
  loadBalancer: LoadBalancer;
  /** The service's target group, where it has routes. */
  targetGroup?: aws.lb.TargetGroup;
  /** Seconds that the 95th percentile of response times must stay below. */
  latencyTarget?: number;
}

/** Alarms on a service's CPU (85 %) and memory (90 %) and, behind the load balancer, on its answers. */
export function createServiceAlarms(
  name: string,
  args: ServiceAlarmsArgs,
  opts: pulumi.CustomResourceOptions,
): void {
  const { alarms, targetGroup, loadBalancer, latencyTarget } = args;
  const common = {
    comparisonOperator: "GreaterThanThreshold",
    treatMissingData: "notBreaching",
    ...alarms.actions,
  };
  const use = {
    ...common,
    namespace: "AWS/ECS",
    statistic: "Average",
    dimensions: { ClusterName: args.clusterName, ServiceName: args.serviceName },
    period: 300,
    evaluationPeriods: 2,
  };
  const alarm = (what: string, alarmArgs: aws.cloudwatch.MetricAlarmArgs) =>
    new aws.cloudwatch.MetricAlarm(`${name}-${what}`, alarmArgs, opts);

  alarm("cpu", {
    ...use,
    metricName: "CPUUtilization",
    threshold: 85,
    alarmDescription: `${name}: CPU above 85 % for 10 minutes`,
  });
  alarm("memory", {
    ...use,
    metricName: "MemoryUtilization",
    threshold: 90,
    alarmDescription: `${name}: memory above 90 % for 10 minutes`,
  });
  if (targetGroup === undefined) {
    return;
  }

  const answers = {
    ...common,
    namespace: "AWS/ApplicationELB",
    dimensions: { LoadBalancer: loadBalancer.arnSuffix, TargetGroup: targetGroup.arnSuffix },
    period: 60,
    evaluationPeriods: 5,
  };
  alarm("5xx", {
    ...answers,
    metricName: "HTTPCode_Target_5XX_Count",
    statistic: "Sum",
    threshold: 5,
    alarmDescription: `${name}: more than 5 server errors a minute for 5 minutes`,
  });
  alarm("unhealthy", {
    ...answers,
    metricName: "UnHealthyHostCount",
    statistic: "Maximum",
    threshold: 0,
    alarmDescription: `${name}: a task is unhealthy for 5 minutes`,
  });
  if (latencyTarget !== undefined) {
    alarm("latency", {
      ...answers,
      metricName: "TargetResponseTime",
      extendedStatistic: "p95",
      threshold: latencyTarget,
      alarmDescription: `${name}: 95th percentile of response times above ${latencyTarget} s for 5 minutes`,
    });
  }
}
