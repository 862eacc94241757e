import type { MetricAlarmArgs } from "@pulumi/aws/cloudwatch";
import type { ServiceArgs } from "@pulumi/aws/ecs";

import { resource } from "../../example";

const alarm = resource<MetricAlarmArgs>("aws:cloudwatch/metricAlarm:MetricAlarm", "alarm", {
  name: "orders-5xx",
  comparisonOperator: "GreaterThanThreshold",
  evaluationPeriods: 1,
});

const service = (alarmName: string) =>
  resource<ServiceArgs>("aws:ecs/service:Service", "service", {
    alarms: { enable: true, rollback: true, alarmNames: [alarmName] },
  });

export const bad = [alarm, service("orders-500")];

export const good = [alarm, service("orders-5xx")];
