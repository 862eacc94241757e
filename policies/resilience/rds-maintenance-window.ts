import type { ResourceValidationPolicy } from "@pulumi/policy";

import { CLUSTER, CLUSTER_INSTANCE, INSTANCE } from "../databases";
import { fixOn, onTypes } from "../resource";
import { PROD_ONLY } from "../tags";

interface Database {
  applyImmediately?: boolean;
}

const TYPES = [INSTANCE, CLUSTER, CLUSTER_INSTANCE];

/** Left out, changes wait for the window. */
export const rdsMaintenanceWindow: ResourceValidationPolicy = {
  name: "rds-maintenance-window",
  description: "Changes that interrupt a database wait for its maintenance window.",
  enforcementLevel: "mandatory",
  severity: "medium",
  tags: ["resilience", PROD_ONLY],
  remediationSteps: "Leave applyImmediately out or set it to false.",
  url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ModifyInstance.ApplyImmediately.html",
  validateResource: onTypes<Database>(TYPES, ({ applyImmediately }, report) => {
    if (applyImmediately) {
      report("A change can interrupt the database at any hour: set applyImmediately to false.");
    }
  }),
  remediateResource: fixOn<Database>(TYPES, ({ applyImmediately }) =>
    applyImmediately ? { applyImmediately: false } : undefined,
  ),
};
