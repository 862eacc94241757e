import type { ReplicationGroupArgs } from "@pulumi/aws/elasticache";

import { resource } from "../../example";

export const bad = [
  resource<ReplicationGroupArgs>("aws:elasticache/replicationGroup:ReplicationGroup", "cache", {
    description: "Sessions",
  }),
];

export const good = [
  resource<ReplicationGroupArgs>("aws:elasticache/replicationGroup:ReplicationGroup", "cache", {
    description: "Sessions",
    logDeliveryConfigurations: ["slow-log", "engine-log"].map(logType => ({
      logType,
      logFormat: "json",
      destinationType: "cloudwatch-logs",
      destination: `/elasticache/shop/${logType}`,
    })),
  }),
];
