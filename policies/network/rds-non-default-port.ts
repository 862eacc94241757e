import type { ResourceValidationPolicy } from "@pulumi/policy";

import { fsbp } from "../framework";
import { peek } from "../known";
import { enginePort } from "../listening-ports";
import { onTypes } from "../resource";

interface Database {
  engine?: string;
  port?: number;
}

/** Off until a stack asks for it: security groups protect a database, an unusual port hides it. */
export const rdsNonDefaultPort: ResourceValidationPolicy = {
  name: "rds-non-default-port",
  description: "Databases listen on another port than everyone expects.",
  enforcementLevel: "disabled",
  severity: "low",
  tags: ["network"],
  framework: fsbp("RDS.23", "RDS instances should not use a database engine default port"),
  remediationSteps: "Set port to another one before the database is created.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-23",
  validateResource: onTypes<Database>(
    ["aws:rds/instance:Instance", "aws:rds/cluster:Cluster"],
    (database, report) => {
      const usual = enginePort(peek(() => database.engine));
      // A replica or a restore names no engine here.
      if (usual !== undefined && (database.port ?? usual) === usual) {
        report(`The database listens on ${usual}, as every one does: set port to another.`);
      }
    },
  ),
};
