import type { ResourceValidationPolicy } from "@pulumi/policy";

import { ALARM_TYPES } from "../alarms";
import { isSet, peek } from "../known";
import { onTypes } from "../resource";

interface Alarm {
  actionsEnabled?: boolean;
  alarmActions?: readonly string[];
}

export const alarmActionsEnabled: ResourceValidationPolicy = {
  name: "alarm-actions-enabled",
  description: "Alarms tell somebody.",
  enforcementLevel: "mandatory",
  severity: "high",
  tags: ["logging"],
  remediationSteps: "Set alarmActions to the ARN of a topic, and leave actionsEnabled out.",
  url: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-actions.html",
  validateResource: onTypes<Alarm>(ALARM_TYPES, (alarm, report) => {
    // Left out, actions are enabled.
    if (alarm.actionsEnabled === false) {
      report("The alarm is silenced: set actionsEnabled to true.");
    }
    if (!isSet(alarm, "alarmActions") || peek(() => alarm.alarmActions?.length) === 0) {
      report("The alarm tells nobody: set alarmActions to a topic.");
    }
  }),
};
