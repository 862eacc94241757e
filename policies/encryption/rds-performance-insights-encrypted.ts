import type { ResourceValidationPolicy } from "@pulumi/policy";

import { hasOwnKey } from "../own-key";
import { onTypes } from "../resource";

interface Database {
  performanceInsightsEnabled?: boolean;
}

/** Performance Insights keeps the text of queries. Left out, it is off. */
export const rdsPerformanceInsightsEncrypted: ResourceValidationPolicy = {
  name: "rds-performance-insights-encrypted",
  description: "Performance Insights keeps its data under a key of the system's own.",
  enforcementLevel: "advisory",
  severity: "low",
  tags: ["encryption"],
  remediationSteps:
    "Set performanceInsightsKmsKeyId to the system's KMS key when Performance Insights is first enabled; it cannot be changed later.",
  url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PerfInsights.access-control.html",
  validateResource: onTypes<Database>(
    [
      "aws:rds/instance:Instance",
      "aws:rds/cluster:Cluster",
      "aws:rds/clusterInstance:ClusterInstance",
    ],
    (database, report) => {
      if (
        database.performanceInsightsEnabled &&
        !hasOwnKey(database, "performanceInsightsKmsKeyId")
      ) {
        report("Queries are kept under AWS's own key: set performanceInsightsKmsKeyId.");
      }
    },
  ),
};
