import type { MetricAlarmArgs } from "@pulumi/aws/cloudwatch";

import { resource } from "../../example";

const alarm = { comparisonOperator: "GreaterThanThreshold", evaluationPeriods: 2 };

export const bad = [
  resource<MetricAlarmArgs>("aws:cloudwatch/metricAlarm:MetricAlarm", "orders-5xx", alarm),
];

export const good = [
  resource<MetricAlarmArgs>("aws:cloudwatch/metricAlarm:MetricAlarm", "orders-5xx", {
    ...alarm,
    treatMissingData: "notBreaching",
  }),
];
