import type { ResourceValidationPolicy } from "@pulumi/policy";

import { isMadeFromAnother } from "../database-origin";
import { hasOwnKey } from "../own-key";
import { onTypes } from "../resource";
import { MANDATORY_IN_PROD } from "../tags";

/** A restore or replica takes the key of the database that it is made from. */
export const rdsStorageCustomerManagedKey: ResourceValidationPolicy = {
  name: "rds-storage-customer-managed-key",
  description: "RDS instances and clusters are encrypted with a key of the system's own.",
  enforcementLevel: "mandatory",
  severity: "medium",
  tags: ["encryption", MANDATORY_IN_PROD],
  remediationSteps:
    "Set kmsKeyId to the system's KMS key before the database is created; the change replaces it.",
  url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.Encryption.Keys.html",
  validateResource: onTypes(
    ["aws:rds/instance:Instance", "aws:rds/cluster:Cluster"],
    (database, report) => {
      if (!isMadeFromAnother(database) && !hasOwnKey(database, "kmsKeyId")) {
        report("Storage is not encrypted with a key of the system's own: set kmsKeyId.");
      }
    },
  ),
};
