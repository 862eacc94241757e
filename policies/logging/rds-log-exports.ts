import type { ResourceValidationPolicy } from "@pulumi/policy";

import { fsbp } from "../framework";
import { fixOn, onTypes } from "../resource";

const TYPES = ["aws:rds/instance:Instance", "aws:rds/cluster:Cluster"];

/** The logs that tell what went wrong, by the beginning of the engine's name. */
const LOGS: readonly (readonly [engine: RegExp, logs: readonly string[]])[] = [
  [/^postgres/, ["postgresql", "upgrade"]],
  // Aurora exports no upgrade log.
  [/^aurora-postgresql/, ["postgresql"]],
  [/^(aurora-)?mysql|^mariadb/, ["error", "slowquery"]],
];

interface Database {
  engine?: string;
  enabledCloudwatchLogsExports?: readonly string[];
}

/** Of other engines, and of a replica, which takes its engine from its source, it wants any log. */
export const rdsLogExports: ResourceValidationPolicy = {
  name: "rds-log-exports",
  description: "Databases send their logs to CloudWatch.",
  enforcementLevel: "mandatory",
  severity: "medium",
  tags: ["logging"],
  framework: fsbp("RDS.9", "RDS DB instances should publish logs to CloudWatch Logs"),
  remediationSteps:
    "Set enabledCloudwatchLogsExports to the engine's logs: postgresql and upgrade for PostgreSQL.",
  url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_LogAccess.Procedural.UploadtoCloudWatch.html",
  validateResource: onTypes<Database>(TYPES, (database, report) => {
    const missing = missingLogs(database);
    if (missing.length > 0) {
      report(
        `Logs stay on the database's disk: add ${missing.join(" and ")} to enabledCloudwatchLogsExports.`,
      );
    } else if ((database.enabledCloudwatchLogsExports ?? []).length === 0) {
      report("Logs stay on the database's disk: set enabledCloudwatchLogsExports.");
    }
  }),
  remediateResource: fixOn<Database>(TYPES, database => {
    const missing = missingLogs(database);
    return missing.length > 0
      ? {
          enabledCloudwatchLogsExports: [
            ...(database.enabledCloudwatchLogsExports ?? []),
            ...missing,
          ],
        }
      : undefined;
  }),
};

function missingLogs({ engine = "", enabledCloudwatchLogsExports = [] }: Database): string[] {
  const [, logs] = LOGS.find(([engines]) => engines.test(engine)) ?? [engine, []];
  return logs.filter(log => !enabledCloudwatchLogsExports.includes(log));
}
