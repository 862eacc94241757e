import type { ResourceValidationPolicy } from "@pulumi/policy";

import { fsbp } from "../framework";
import { fixOn, onTypes } from "../resource";

const DATABASES = ["aws:rds/instance:Instance", "aws:rds/cluster:Cluster"];

export const rdsCopyTagsToSnapshot: ResourceValidationPolicy = {
  name: "rds-copy-tags-to-snapshot",
  description: "Snapshots of a database carry its tags.",
  enforcementLevel: "mandatory",
  severity: "low",
  tags: ["tagging"],
  framework: fsbp("RDS.17", "RDS DB instances should be configured to copy tags to snapshots"),
  remediationSteps: "Set copyTagsToSnapshot to true.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-17",
  validateResource: onTypes<{ copyTagsToSnapshot?: boolean }>(
    DATABASES,
    ({ copyTagsToSnapshot }, report) => {
      if (!copyTagsToSnapshot) {
        report("Snapshots get no tags: set copyTagsToSnapshot to true.");
      }
    },
  ),
  remediateResource: fixOn<{ copyTagsToSnapshot?: boolean }>(DATABASES, ({ copyTagsToSnapshot }) =>
    copyTagsToSnapshot ? undefined : { copyTagsToSnapshot: true },
  ),
};
