import type { ResourceValidationPolicy } from "@pulumi/policy";

import { fsbp } from "../framework";
import { fixOn, onTypes } from "../resource";
import { NEVER_EXEMPT } from "../tags";

interface Instance {
  publiclyAccessible?: boolean;
}

const INSTANCES = ["aws:rds/instance:Instance", "aws:rds/clusterInstance:ClusterInstance"];

/** A cluster has no such property: it is its instances that are reached. */
export const rdsInstanceNoPublicAccess: ResourceValidationPolicy = {
  name: "rds-instance-no-public-access",
  description: "No database has a public address.",
  enforcementLevel: "mandatory",
  severity: "critical",
  tags: ["network", NEVER_EXEMPT],
  framework: fsbp(
    "RDS.2",
    "RDS DB Instances should prohibit public access, as determined by the PubliclyAccessible configuration",
  ),
  remediationSteps:
    "Leave publiclyAccessible out, or set it to false; reach the database through a task in its network.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-2",
  // Left out, it is false.
  validateResource: onTypes<Instance>(INSTANCES, ({ publiclyAccessible }, report) => {
    if (publiclyAccessible) {
      report("The database has a public address: set publiclyAccessible to false.");
    }
  }),
  remediateResource: fixOn<Instance>(INSTANCES, ({ publiclyAccessible }) =>
    publiclyAccessible ? { publiclyAccessible: false } : undefined,
  ),
};
