import type { ResourceValidationPolicy } from "@pulumi/policy";

import { onTypes } from "../resource";

interface ReplicationGroup {
  logDeliveryConfigurations?: readonly { logType: string }[];
}

export const elasticacheLogDelivery: ResourceValidationPolicy = {
  name: "elasticache-log-delivery",
  description: "Caches deliver their slow log and their engine's log.",
  enforcementLevel: "advisory",
  severity: "low",
  tags: ["logging"],
  remediationSteps:
    "Add slow-log and engine-log to logDeliveryConfigurations, each with a log group of its own.",
  url: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Log_Delivery.html",
  validateResource: onTypes<ReplicationGroup>(
    ["aws:elasticache/replicationGroup:ReplicationGroup"],
    ({ logDeliveryConfigurations = [] }, report) => {
      const delivered = logDeliveryConfigurations.map(({ logType }) => logType);
      const missing = ["slow-log", "engine-log"].filter(log => !delivered.includes(log));
      if (missing.length > 0) {
        report(`Logs are lost: add ${missing.join(" and ")} to logDeliveryConfigurations.`);
      }
    },
  ),
};
