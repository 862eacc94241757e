import type { ResourceValidationPolicy } from "@pulumi/policy";

import { onTypes } from "../resource";

interface LogGroup {
  retentionInDays?: number;
  logGroupClass?: string;
}

/** It mends nothing: a retention where there was none deletes logs. */
export const logGroupRetention: ResourceValidationPolicy = {
  name: "log-group-retention",
  description: "Log groups say how long they keep logs, and keep them long enough.",
  enforcementLevel: "mandatory",
  severity: "medium",
  tags: ["logging"],
  remediationSteps: "Set retentionInDays to as many days as an incident may be noticed late.",
  url: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html#SettingLogRetention",
  configSchema: {
    properties: {
      minimumDays: {
        description: "Days that logs are kept at least.",
        type: "integer",
        default: 7,
      },
    },
  },
  validateResource: onTypes<LogGroup>(
    ["aws:cloudwatch/logGroup:LogGroup"],
    ({ logGroupClass, retentionInDays = 0 }, report, args) => {
      // CloudWatch itself sets the two days of this class, which only passes logs on.
      if (logGroupClass === "DELIVERY") {
        return;
      }
      const { minimumDays } = args.getConfig<{ minimumDays: number }>();
      if (retentionInDays === 0) {
        report("Logs are kept, and paid for, for ever: set retentionInDays.");
      } else if (retentionInDays < minimumDays) {
        report(`Logs are gone too soon: set retentionInDays to ${minimumDays} or more.`);
      }
    },
  ),
};
