import type { ResourceValidationPolicy } from "@pulumi/policy";

import { isMadeFromAnother } from "../database-origin";
import { fsbp } from "../framework";
import { onTypes } from "../resource";

/** The inputs that instances and clusters share. */
interface Storage {
  storageEncrypted?: boolean;
}

/** Left out, storage is plain; that of a restore or replica is as its source's. */
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
    ["aws:rds/instance:Instance", "aws:rds/cluster:Cluster", "aws:rds/globalCluster:GlobalCluster"],
    (database, report) => {
      if (!(database.storageEncrypted ?? isMadeFromAnother(database))) {
        report("Storage is not encrypted: set storageEncrypted to true.");
      }
    },
  ),
};
