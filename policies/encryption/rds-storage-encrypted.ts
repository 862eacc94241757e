import type { ResourceValidationPolicy } from "@pulumi/policy";

import { fsbp } from "../framework";
import { isSet } from "../known";
import { onTypes } from "../resource";

/** The inputs that instances and clusters share. */
interface Storage {
  storageEncrypted?: boolean;
}

/** What a database takes its encryption from instead, when it is made from another. */
const ORIGINS = ["snapshotIdentifier", "replicateSourceDb", "replicationSourceIdentifier"];

export const rdsStorageEncrypted: ResourceValidationPolicy = {
  name: "rds-storage-encrypted",
  description: "RDS instances and clusters encrypt their storage.",
  enforcementLevel: "mandatory",
  severity: "high",
  tags: ["encryption"],
  framework: fsbp("RDS.3", "RDS DB instances should have encryption at-rest enabled"),
  remediationSteps:
    "Set storageEncrypted to true before the database is created; an existing one is restored from an encrypted copy of its snapshot.",
  url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.Encryption.html",
  validateResource: onTypes<Storage>(
    ["aws:rds/instance:Instance", "aws:rds/cluster:Cluster"],
    (database, report) => {
      if (!ORIGINS.some(origin => isSet(database, origin)) && !database.storageEncrypted) {
        report("Storage is not encrypted: set storageEncrypted to true.");
      }
    },
  ),
};
