import type { ResourceValidationPolicy } from "@pulumi/policy";

import { CLUSTER, INSTANCE, isReplica } from "../databases";
import { fixOn, onTypes } from "../resource";
import { PROD_ONLY } from "../tags";

interface Database {
  deleteAutomatedBackups?: boolean;
}

const TYPES = [INSTANCE, CLUSTER];

/** Left out, they are deleted with the database. */
export const rdsAutomatedBackupsKept: ResourceValidationPolicy = {
  name: "rds-automated-backups-kept",
  description: "A database's automated backups outlive it until their retention ends.",
  enforcementLevel: "mandatory",
  severity: "medium",
  tags: ["resilience", PROD_ONLY],
  remediationSteps: "Set deleteAutomatedBackups to false.",
  url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithAutomatedBackups.Retaining.html",
  validateResource: onTypes<Database>(TYPES, (database, report) => {
    if (!isReplica(database) && database.deleteAutomatedBackups !== false) {
      report("The backups are deleted with the database: set deleteAutomatedBackups to false.");
    }
  }),
  remediateResource: fixOn<Database>(TYPES, database =>
    isReplica(database) || database.deleteAutomatedBackups === false
      ? undefined
      : { deleteAutomatedBackups: false },
  ),
};
