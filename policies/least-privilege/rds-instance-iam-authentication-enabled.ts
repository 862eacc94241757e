import type { ResourceValidationPolicy } from "@pulumi/policy";

import { fsbp } from "../framework";
import { isSet } from "../known";
import { fixOn, onTypes } from "../resource";

/** The inputs that instances and clusters share. */
interface Database {
  engine?: string;
  /** False when left out. */
  iamDatabaseAuthenticationEnabled?: boolean;
}

const TYPES = ["aws:rds/instance:Instance", "aws:rds/cluster:Cluster"];

/** Off until a stack gives it a level: the systems here connect with passwords that a machine made. */
export const rdsInstanceIamAuthenticationEnabled: ResourceValidationPolicy = {
  name: "rds-instance-iam-authentication-enabled",
  description: "Databases take connections by IAM role, without a password.",
  enforcementLevel: "disabled",
  severity: "medium",
  tags: ["least-privilege"],
  framework: fsbp("RDS.10", "IAM authentication should be configured for RDS instances"),
  remediationSteps:
    "Set iamDatabaseAuthenticationEnabled to true and let the task role rds-db:connect as its database user.",
  url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.html",
  validateResource: onTypes<Database>(TYPES, (database, report) => {
    if (canUseIam(database) && !database.iamDatabaseAuthenticationEnabled) {
      report(
        "Connections need a password: set iamDatabaseAuthenticationEnabled to true, and connect by role.",
      );
    }
  }),
  remediateResource: fixOn<Database>(TYPES, database =>
    canUseIam(database) && !isSet(database, "iamDatabaseAuthenticationEnabled")
      ? { iamDatabaseAuthenticationEnabled: true }
      : undefined,
  ),
};

/** A replica or a restored database names no engine, and is judged by what it is made from. */
function canUseIam({ engine = "" }: Database): boolean {
  return /^(aurora|mariadb|mysql|postgres)/.test(engine);
}
