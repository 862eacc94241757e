import type { ResourceValidationPolicy } from "@pulumi/policy";

import { CLUSTER, INSTANCE, isReplica } from "../databases";
import { fsbp } from "../framework";
import { fixOn, onTypes } from "../resource";

interface Database {
  backupRetentionPeriod?: number;
}

const TYPES = [INSTANCE, CLUSTER];

/** Left out, an instance keeps none and a cluster one day. A replica leaves backups to its source. */
export const rdsBackupRetention: ResourceValidationPolicy = {
  name: "rds-backup-retention",
  description: "RDS instances and clusters can go back to any moment of the last days.",
  enforcementLevel: "mandatory",
  severity: "high",
  tags: ["resilience"],
  framework: fsbp("RDS.11", "RDS instances should have automatic backups enabled"),
  remediationSteps: "Set backupRetentionPeriod to 7 or more days, at most 35.",
  url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithAutomatedBackups.BackupRetention.html",
  configSchema: {
    properties: {
      days: {
        description: "Days that backups are kept at least.",
        type: "integer",
        minimum: 1,
        maximum: 35,
        default: 7,
      },
    },
  },
  validateResource: onTypes<Database>(TYPES, (database, report, args) => {
    const { days } = args.getConfig<{ days: number }>();
    if (isReplica(database)) {
      return;
    }
    const kept = database.backupRetentionPeriod ?? (args.type === CLUSTER ? 1 : 0);
    if (kept < days) {
      report(`Backups are kept for ${kept} days: set backupRetentionPeriod to at least ${days}.`);
    }
  }),
  remediateResource: fixOn<Database>(TYPES, (database, args) => {
    const { days } = args.getConfig<{ days: number }>();
    const isKept = isReplica(database) || (database.backupRetentionPeriod ?? 0) >= days;
    return isKept ? undefined : { backupRetentionPeriod: days };
  }),
};
