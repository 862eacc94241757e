import type { ResourceValidationPolicy } from "@pulumi/policy";

import { onTypes } from "../resource";

interface Alarm {
  treatMissingData?: string;
  evaluationPeriods: number;
  datapointsToAlarm?: number;
}

export const alarmTreatMissingData: ResourceValidationPolicy = {
  name: "alarm-treat-missing-data",
  description: "Alarms say what it means when a metric is silent, and can go off.",
  enforcementLevel: "advisory",
  severity: "low",
  tags: ["logging"],
  remediationSteps:
    "Set treatMissingData to breaching where silence is trouble, else to notBreaching; datapointsToAlarm to evaluationPeriods at most.",
  url: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html",
  validateResource: onTypes<Alarm>(
    ["aws:cloudwatch/metricAlarm:MetricAlarm"],
    ({ treatMissingData, datapointsToAlarm = 1, evaluationPeriods }, report) => {
      // Left out it is "missing": the alarm goes to INSUFFICIENT_DATA, which tells nobody.
      if (!treatMissingData) {
        report(
          "Silence of the metric tells nobody: set treatMissingData to breaching or notBreaching.",
        );
      }
      if (datapointsToAlarm > evaluationPeriods) {
        report("The alarm cannot go off: set datapointsToAlarm to evaluationPeriods at most.");
      }
    },
  ),
};
