import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { Platform } from "../platform";
import { Target } from "./target";

/** What {@link createServiceAlarms} watches. */
export interface ServiceAlarmsArgs {
  platform: Platform;
  serviceName: string;
  /** Where requests arrive, where the service has routes. */
  target?: Target;
  /** Seconds that the 95th percentile of response times must stay below. */
  latencyTarget?: number;
}

/** A metric of the load balancer about a target group, and what is too much of it. */
interface Answers {
  what: string;
  metricName: string;
  statistic: "Sum" | "Maximum" | "p95";
  threshold: number;
  alarmDescription: string;
}

/**
 * Alarms on a service's CPU (85 %) and memory (90 %) and, behind the load balancer, on its answers.
 * Returns the latter, which also tell a bad version. None where the platform has no alarms.
 */
export function createServiceAlarms(
  name: string,
  args: ServiceAlarmsArgs,
  opts: pulumi.CustomResourceOptions,
): readonly aws.cloudwatch.MetricAlarm[] {
  const { platform, target } = args;
  if (platform.alarms === undefined) {
    return [];
  }
  const common = {
    comparisonOperator: "GreaterThanThreshold",
    treatMissingData: "notBreaching",
    ...platform.alarms.actions,
  };
  const alarm = (
    what: string,
    alarmArgs: Omit<aws.cloudwatch.MetricAlarmArgs, keyof typeof common>,
  ) => new aws.cloudwatch.MetricAlarm(`${name}-${what}`, { ...common, ...alarmArgs }, opts);

  const use = {
    namespace: "AWS/ECS",
    statistic: "Average",
    dimensions: { ClusterName: platform.cluster.clusterName, ServiceName: args.serviceName },
    period: 300,
    evaluationPeriods: 2,
  };
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
  return target === undefined
    ? []
    : answers(name, args.latencyTarget).map(({ what, threshold, alarmDescription, ...metric }) =>
        alarm(what, {
          threshold,
          alarmDescription,
          evaluationPeriods: 5,
          ...watched(metric, target),
        }),
      );
}

function answers(name: string, latencyTarget: number | undefined): Answers[] {
  return [
    {
      what: "5xx",
      metricName: "HTTPCode_Target_5XX_Count",
      statistic: "Sum",
      threshold: 5,
      alarmDescription: `${name}: more than 5 server errors a minute for 5 minutes`,
    },
    {
      what: "unhealthy",
      metricName: "UnHealthyHostCount",
      statistic: "Maximum",
      threshold: 0,
      alarmDescription: `${name}: a task is unhealthy for 5 minutes`,
    },
    ...(latencyTarget === undefined
      ? []
      : [
          {
            what: "latency",
            metricName: "TargetResponseTime",
            statistic: "p95" as const,
            threshold: latencyTarget,
            alarmDescription: `${name}: 95th percentile of response times above ${latencyTarget} s for 5 minutes`,
          },
        ]),
  ];
}

/** The metric of the one group; of two, which have requests by turns, their sum or the worse one. */
function watched(
  { metricName, statistic }: Pick<Answers, "metricName" | "statistic">,
  { groups, loadBalancer }: Target,
) {
  const metrics = groups.map(group => ({
    namespace: "AWS/ApplicationELB",
    metricName,
    dimensions: { LoadBalancer: loadBalancer.arnSuffix, TargetGroup: group.arnSuffix },
    period: 60,
  }));
  if (metrics.length === 1) {
    return {
      ...metrics[0],
      ...(statistic === "p95" ? { extendedStatistic: statistic } : { statistic }),
    };
  }
  const ids = metrics.map((_, index) => `group${index + 1}`);
  const filled = ids.map(id => `FILL(${id}, 0)`).join(", ");
  return {
    metricQueries: [
      {
        id: "groups",
        label: metricName,
        expression: `${statistic === "Sum" ? "SUM" : "MAX"}([${filled}])`,
        returnData: true,
      },
      ...metrics.map((metric, index) => ({
        id: ids[index],
        metric: { ...metric, stat: statistic },
      })),
    ],
  };
}
