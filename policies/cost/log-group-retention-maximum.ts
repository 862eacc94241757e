import type { ResourceValidationPolicy } from "@pulumi/policy";

import { fixOn, onTypes } from "../resource";

const LOG_GROUP = ["aws:cloudwatch/logGroup:LogGroup"];

/** Days that CloudWatch Logs takes. */
const DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288,
  3653,
];

interface LogGroup {
  retentionInDays?: number;
  logGroupClass?: string;
}

/** A group of the class DELIVERY is kept for two days, whatever it says. */
export const logGroupRetentionMaximum: ResourceValidationPolicy = {
  name: "log-group-retention-maximum",
  description: "Logs are not kept for longer than somebody reads them.",
  enforcementLevel: "advisory",
  severity: "low",
  tags: ["cost"],
  remediationSteps: "Set retentionInDays to the maximum or less; older events are deleted.",
  url: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html#SettingLogRetention",
  configSchema: {
    properties: {
      maximum: { description: "Days that logs may be kept.", type: "number", default: 365 },
    },
  },
  validateResource: onTypes<LogGroup>(LOG_GROUP, (group, report, args) => {
    const { maximum } = args.getConfig<{ maximum: number }>();
    if (isKeptLonger(group, maximum)) {
      const kept = group.retentionInDays ? `${group.retentionInDays} days` : "ever";
      report(`Logs are kept for ${kept}: set retentionInDays to at most ${maximum}.`);
    }
  }),
  remediateResource: fixOn<LogGroup>(LOG_GROUP, (group, args) => {
    const { maximum } = args.getConfig<{ maximum: number }>();
    return isKeptLonger(group, maximum)
      ? { retentionInDays: Math.max(...DAYS.filter(days => days <= maximum)) }
      : undefined;
  }),
};

/** Without a number, and with 0, CloudWatch keeps logs for ever. */
function isKeptLonger({ retentionInDays, logGroupClass }: LogGroup, maximum: number): boolean {
  return logGroupClass !== "DELIVERY" && (!retentionInDays || retentionInDays > maximum);
}
