import type { ResourceValidationPolicy } from "@pulumi/policy";

import { fsbp } from "../framework";
import { isSet } from "../known";
import { onTypes } from "../resource";
import { PROD_ONLY } from "../tags";

interface Instance {
  monitoringInterval?: number;
  monitoringRoleArn?: string;
}

export const rdsEnhancedMonitoring: ResourceValidationPolicy = {
  name: "rds-enhanced-monitoring",
  description: "Database instances report what their operating system does.",
  enforcementLevel: "mandatory",
  severity: "low",
  tags: ["logging", PROD_ONLY],
  framework: fsbp("RDS.6", "Enhanced monitoring should be configured for RDS DB instances"),
  remediationSteps: "Set monitoringInterval to 60 and monitoringRoleArn to a role for RDS.",
  url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Monitoring.OS.html",
  validateResource: onTypes<Instance>(
    ["aws:rds/instance:Instance", "aws:rds/clusterInstance:ClusterInstance"],
    (instance, report) => {
      // Left out, the interval is 0, which is off.
      if (!instance.monitoringInterval) {
        report("The operating system is not watched: set monitoringInterval to 60.");
      } else if (!isSet(instance, "monitoringRoleArn")) {
        report("RDS may not write what it sees: set monitoringRoleArn.");
      }
    },
  ),
};
