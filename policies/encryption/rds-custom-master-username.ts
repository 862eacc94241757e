import type { ResourceValidationPolicy } from "@pulumi/policy";

import { fsbp } from "../framework";
import { onTypes } from "../resource";

interface Database {
  username?: string;
  masterUsername?: string;
}

/** What the console proposes, and what attackers try first. */
const GUESSED = ["admin", "administrator", "master", "postgres", "root"];

/** A restore or replica has the user of the database that it is made from and names none. */
export const rdsCustomMasterUsername: ResourceValidationPolicy = {
  name: "rds-custom-master-username",
  description: "A database's master user has a name that is not guessed at once.",
  enforcementLevel: "advisory",
  severity: "low",
  tags: ["encryption"],
  framework: fsbp("RDS.25", "RDS database instances should use a custom administrator username"),
  remediationSteps:
    "Set username (masterUsername of a cluster) before the database is created; the change replaces it.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-25",
  validateResource: onTypes<Database>(
    ["aws:rds/instance:Instance", "aws:rds/cluster:Cluster"],
    (database, report, { type }) => {
      const property = type === "aws:rds/cluster:Cluster" ? "masterUsername" : "username";
      if (GUESSED.includes(database[property]?.toLowerCase() ?? "")) {
        report(`The master user has a common name: set ${property} to one of the system's own.`);
      }
    },
  ),
};
