import type { ResourceValidationPolicy } from "@pulumi/policy";

import { CLUSTER, INSTANCE, isReplica } from "../databases";
import { isSet } from "../known";
import { fixOn, onTypes } from "../resource";
import { PROD_ONLY } from "../tags";

interface Database {
  skipFinalSnapshot?: boolean;
  finalSnapshotIdentifier?: string;
}

const TYPES = [INSTANCE, CLUSTER];

/** AWS takes no final snapshot of a replica. Without a name for the snapshot a deletion fails. */
export const rdsFinalSnapshot: ResourceValidationPolicy = {
  name: "rds-final-snapshot",
  description: "A database leaves a snapshot when it is deleted.",
  enforcementLevel: "mandatory",
  severity: "high",
  tags: ["resilience", PROD_ONLY],
  remediationSteps: "Leave skipFinalSnapshot out and set finalSnapshotIdentifier.",
  url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_DeleteInstance.html",
  validateResource: onTypes<Database>(TYPES, (database, report) => {
    if (isReplica(database)) {
      return;
    }
    if (!isSet(database, "finalSnapshotIdentifier")) {
      report("The last snapshot has no name: set finalSnapshotIdentifier.");
    }
    if (database.skipFinalSnapshot) {
      report("The data is gone with the database: set skipFinalSnapshot to false.");
    }
  }),
  remediateResource: fixOn<Database>(TYPES, database =>
    // A name is the program's to choose.
    database.skipFinalSnapshot && isSet(database, "finalSnapshotIdentifier") && !isReplica(database)
      ? { skipFinalSnapshot: false }
      : undefined,
  ),
};
