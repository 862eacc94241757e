import type { ResourceValidationPolicy } from "@pulumi/policy";

import { fsbp } from "../framework";
import { isSet } from "../known";
import { onTypes } from "../resource";

export const cloudtrailCloudwatchLogs: ResourceValidationPolicy = {
  name: "cloudtrail-cloudwatch-logs",
  description: "Audit trails are sent to CloudWatch, where they can raise alarms.",
  enforcementLevel: "advisory",
  severity: "low",
  tags: ["logging"],
  framework: fsbp(
    "CloudTrail.5",
    "CloudTrail trails should be integrated with Amazon CloudWatch Logs",
  ),
  remediationSteps:
    "Set cloudWatchLogsGroupArn to a log group and cloudWatchLogsRoleArn to a role for it.",
  url: "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/send-cloudtrail-events-to-cloudwatch-logs.html",
  validateResource: onTypes(["aws:cloudtrail/trail:Trail"], (trail, report) => {
    const missing = ["cloudWatchLogsGroupArn", "cloudWatchLogsRoleArn"].filter(
      input => !isSet(trail, input),
    );
    if (missing.length > 0) {
      report(`The trail raises no alarm: set ${missing.join(" and ")}.`);
    }
  }),
};
