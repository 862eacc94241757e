import type { ResourceValidationPolicy } from "@pulumi/policy";

import { fsbp } from "../framework";
import { fixOn, onTypes } from "../resource";

interface Cache {
  /** A boolean of a replication group, text of a cluster. */
  autoMinorVersionUpgrade?: boolean | string;
}

const TYPES = [
  "aws:elasticache/replicationGroup:ReplicationGroup",
  "aws:elasticache/cluster:Cluster",
];

/** Left out, they come by themselves. */
export const elasticacheAutoMinorVersionUpgrade: ResourceValidationPolicy = {
  name: "elasticache-auto-minor-version-upgrade",
  description: "Caches take minor versions of their engine by themselves.",
  enforcementLevel: "mandatory",
  severity: "medium",
  tags: ["resilience"],
  framework: fsbp(
    "ElastiCache.2",
    "ElastiCache clusters should have automatic minor version upgrades enabled",
  ),
  remediationSteps: "Leave autoMinorVersionUpgrade out or set it to true.",
  url: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/VersionManagement.html",
  validateResource: onTypes<Cache>(TYPES, (cache, report) => {
    if (waits(cache)) {
      report("Fixes wait for someone: set autoMinorVersionUpgrade to true.");
    }
  }),
  remediateResource: fixOn<Cache>(TYPES, cache =>
    waits(cache)
      ? { autoMinorVersionUpgrade: cache.autoMinorVersionUpgrade === "false" ? "true" : true }
      : undefined,
  ),
};

function waits({ autoMinorVersionUpgrade }: Cache): boolean {
  return String(autoMinorVersionUpgrade) === "false";
}
