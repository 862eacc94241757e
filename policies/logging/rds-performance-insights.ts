import type { ResourceValidationPolicy } from "@pulumi/policy";

import { fixOn, onTypes } from "../resource";
import { PROD_ONLY } from "../tags";

const TYPES = ["aws:rds/instance:Instance", "aws:rds/clusterInstance:ClusterInstance"];

interface Instance {
  performanceInsightsEnabled?: boolean;
}

/**
 * Off in development, whose smallest instances may not have it. What it gathers is shown by Database
 * Insights, whose standard mode took the place of its console in July 2026.
 */
export const rdsPerformanceInsights: ResourceValidationPolicy = {
  name: "rds-performance-insights",
  description: "Database instances tell which queries load them.",
  enforcementLevel: "advisory",
  severity: "low",
  tags: ["logging", PROD_ONLY],
  remediationSteps: "Set performanceInsightsEnabled to true.",
  url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_DatabaseInsights.html",
  validateResource: onTypes<Instance>(TYPES, (instance, report) => {
    if (!instance.performanceInsightsEnabled) {
      report("Nobody can see which queries load it: set performanceInsightsEnabled to true.");
    }
  }),
  remediateResource: fixOn<Instance>(TYPES, ({ performanceInsightsEnabled }) =>
    performanceInsightsEnabled ? undefined : { performanceInsightsEnabled: true },
  ),
};
