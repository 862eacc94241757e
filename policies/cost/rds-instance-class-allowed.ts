import type { ResourceValidationPolicy } from "@pulumi/policy";

import { Allowed, allowedClasses, checkClass } from "../instance-classes";
import { onTypes } from "../resource";
import { MANDATORY_IN_PROD } from "../tags";

interface Database {
  instanceClass?: string;
  /** Class of the instances of a Multi-AZ cluster. */
  dbClusterInstanceClass?: string;
}

export const rdsInstanceClassAllowed: ResourceValidationPolicy = {
  name: "rds-instance-class-allowed",
  description: "Databases are of a size that was agreed on.",
  enforcementLevel: "mandatory",
  severity: "medium",
  tags: ["cost", MANDATORY_IN_PROD],
  remediationSteps: "Set instanceClass to an allowed class, or allow the class for this stack.",
  url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.DBInstanceClass.html",
  configSchema: allowedClasses([
    "db.t4g.*",
    "db.serverless",
    "db.m7g.large",
    "db.m7g.xlarge",
    "db.r7g.large",
    "db.r7g.xlarge",
  ]),
  validateResource: onTypes<Database>(
    [
      "aws:rds/instance:Instance",
      "aws:rds/clusterInstance:ClusterInstance",
      "aws:rds/cluster:Cluster",
    ],
    ({ instanceClass, dbClusterInstanceClass }, report, args) => {
      const config = args.getConfig<Allowed>();
      checkClass("instanceClass", instanceClass, config, report);
      checkClass("dbClusterInstanceClass", dbClusterInstanceClass, config, report);
    },
  ),
};
