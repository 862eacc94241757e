import type { ResourceValidationPolicy } from "@pulumi/policy";

import { CLUSTER, CLUSTER_INSTANCE, INSTANCE } from "../databases";
import { fsbp } from "../framework";
import { finding, fixOn, onTypes } from "../resource";

interface Database {
  autoMinorVersionUpgrade?: boolean;
  allowMajorVersionUpgrade?: boolean;
}

const TYPES = [INSTANCE, CLUSTER, CLUSTER_INSTANCE];

/** Left out, minor versions come by themselves and major ones do not. */
export const rdsAutoMinorVersionUpgrade: ResourceValidationPolicy = {
  name: "rds-auto-minor-version-upgrade",
  description: "Databases take minor versions by themselves, and major ones only on purpose.",
  enforcementLevel: "mandatory",
  severity: "medium",
  tags: ["resilience"],
  framework: fsbp("RDS.13", "RDS automatic minor version upgrades should be enabled"),
  remediationSteps:
    "Leave autoMinorVersionUpgrade out or set it to true; exempt allowMajorVersionUpgrade until the day of an upgrade.",
  url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_UpgradeDBInstance.Upgrading.html",
  validateResource: onTypes<Database>(TYPES, (database, report) => {
    if (database.autoMinorVersionUpgrade === false) {
      report(
        finding("Upgrade::minor", "Fixes wait for someone: set autoMinorVersionUpgrade to true."),
      );
    }
    if (database.allowMajorVersionUpgrade) {
      report(
        finding(
          "Upgrade::major",
          "A new engineVersion can be a major one: leave allowMajorVersionUpgrade out.",
        ),
      );
    }
  }),
  remediateResource: fixOn<Database>(TYPES, ({ autoMinorVersionUpgrade }) =>
    autoMinorVersionUpgrade === false ? { autoMinorVersionUpgrade: true } : undefined,
  ),
};
