import type { MetricAlarmArgs } from "@pulumi/aws/cloudwatch";
import type { ServiceArgs } from "@pulumi/aws/ecs";

import { resource } from "../../example";

const service = resource<ServiceArgs>("aws:ecs/service:Service", "orders", {
  cluster: "shop",
  name: "orders",
});

const alarmOn = (metricName: string) =>
  resource<MetricAlarmArgs>("aws:cloudwatch/metricAlarm:MetricAlarm", metricName, {
    namespace: "AWS/ECS",
    metricName,
    dimensions: { ClusterName: "shop", ServiceName: "orders" },
    comparisonOperator: "GreaterThanThreshold",
    evaluationPeriods: 2,
  });

export const bad = [service, alarmOn("CPUUtilization")];

export const good = [service, alarmOn("CPUUtilization"), alarmOn("MemoryUtilization")];
