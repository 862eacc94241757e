import type { ResourceValidationPolicy } from "@pulumi/policy";

import { CLUSTER, INSTANCE } from "../databases";
import { fsbp } from "../framework";
import { fixOn, onTypes } from "../resource";
import { PROD_ONLY } from "../tags";

interface Database {
  deletionProtection?: boolean;
}

const TYPES = [INSTANCE, CLUSTER, "aws:rds/globalCluster:GlobalCluster"];

/** Replicas too: programs read from them. An instance of a cluster is protected by its cluster. */
export const rdsDeletionProtection: ResourceValidationPolicy = {
  name: "rds-deletion-protection",
  description: "RDS instances and clusters cannot be deleted by one call.",
  enforcementLevel: "mandatory",
  severity: "high",
  tags: ["resilience", PROD_ONLY],
  framework: fsbp("RDS.8", "RDS DB instances should have deletion protection enabled"),
  remediationSteps: "Set deletionProtection to true.",
  url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_DeleteInstance.html",
  validateResource: onTypes<Database>(TYPES, ({ deletionProtection }, report) => {
    if (!deletionProtection) {
      report("The database can be deleted by one call: set deletionProtection to true.");
    }
  }),
  remediateResource: fixOn<Database>(TYPES, ({ deletionProtection }) =>
    deletionProtection ? undefined : { deletionProtection: true },
  ),
};
