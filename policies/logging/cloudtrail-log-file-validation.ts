import type { ResourceValidationPolicy } from "@pulumi/policy";

import { fsbp } from "../framework";
import { fixOn, onTypes } from "../resource";

const TYPES = ["aws:cloudtrail/trail:Trail"];

interface Trail {
  enableLogFileValidation?: boolean;
}

/** Left out, files are not signed. */
export const cloudtrailLogFileValidation: ResourceValidationPolicy = {
  name: "cloudtrail-log-file-validation",
  description: "Audit trails can be shown to be unchanged.",
  enforcementLevel: "mandatory",
  severity: "medium",
  tags: ["logging"],
  framework: fsbp("CloudTrail.4", "CloudTrail log file validation should be enabled"),
  remediationSteps: "Set enableLogFileValidation to true.",
  url: "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-intro.html",
  validateResource: onTypes<Trail>(TYPES, ({ enableLogFileValidation }, report) => {
    if (!enableLogFileValidation) {
      report("A changed log file goes unnoticed: set enableLogFileValidation to true.");
    }
  }),
  remediateResource: fixOn<Trail>(TYPES, ({ enableLogFileValidation }) =>
    enableLogFileValidation ? undefined : { enableLogFileValidation: true },
  ),
};
