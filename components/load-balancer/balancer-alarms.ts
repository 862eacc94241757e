import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { Alarms } from "../alarms";
import { LoadBalancer } from "./load-balancer";

/** Alarms on what goes wrong in the load balancer itself, before any service answers. */
export function createBalancerAlarms(
  name: string,
  { alarms, loadBalancer }: { alarms: Alarms; loadBalancer: LoadBalancer },
  opts: pulumi.CustomResourceOptions,
): void {
  const common = {
    ...alarms.actions,
    namespace: "AWS/ApplicationELB",
    dimensions: { LoadBalancer: loadBalancer.arnSuffix },
    statistic: "Sum",
    comparisonOperator: "GreaterThanThreshold",
    treatMissingData: "notBreaching",
    period: 60,
  };
  new aws.cloudwatch.MetricAlarm(
    `${name}-5xx`,
    {
      ...common,
      metricName: "HTTPCode_ELB_5XX_Count",
      threshold: 5,
      evaluationPeriods: 5,
      alarmDescription:
        "Load balancer: more than 5 errors of its own a minute for 5 minutes: no task, no answer or no time left",
    },
    opts,
  );
  new aws.cloudwatch.MetricAlarm(
    `${name}-rejected`,
    {
      ...common,
      metricName: "RejectedConnectionCount",
      threshold: 0,
      evaluationPeriods: 1,
      alarmDescription: "Load balancer: connections refused because it has as many as it takes",
    },
    opts,
  );
}
