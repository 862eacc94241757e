import type { PolicyResource } from "@pulumi/policy";

/** Types of CloudWatch alarms. */
export const ALARM_TYPES = [
  "aws:cloudwatch/metricAlarm:MetricAlarm",
  "aws:cloudwatch/compositeAlarm:CompositeAlarm",
];

/** The alarms of a stack. */
export function alarmsOf(resources: readonly PolicyResource[]): PolicyResource[] {
  return resources.filter(({ type }) => ALARM_TYPES.includes(type));
}
