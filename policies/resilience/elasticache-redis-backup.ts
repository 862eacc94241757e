import type { ResourceValidationPolicy } from "@pulumi/policy";

import { fsbp } from "../framework";
import { isSet } from "../known";
import { fixOn, onTypes } from "../resource";
import { PROD_ONLY } from "../tags";

interface Cache {
  engine?: string;
  snapshotRetentionLimit?: number;
}

const CLUSTER = "aws:elasticache/cluster:Cluster";

const TYPES = [
  "aws:elasticache/replicationGroup:ReplicationGroup",
  "aws:elasticache/serverlessCache:ServerlessCache",
  CLUSTER,
];

/** Left out, there are no snapshots. */
export const elasticacheRedisBackup: ResourceValidationPolicy = {
  name: "elasticache-redis-backup",
  description: "Redis and Valkey caches keep a snapshot of each of the last days.",
  enforcementLevel: "mandatory",
  severity: "medium",
  tags: ["resilience", PROD_ONLY],
  framework: fsbp(
    "ElastiCache.1",
    "ElastiCache (Redis OSS) clusters should have automatic backups enabled",
  ),
  remediationSteps: "Set snapshotRetentionLimit to 7 or more days.",
  url: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-automatic.html",
  configSchema: {
    properties: {
      days: {
        description: "Days that snapshots are kept at least.",
        type: "integer",
        minimum: 1,
        maximum: 35,
        default: 7,
      },
    },
  },
  validateResource: onTypes<Cache>(TYPES, (cache, report, args) => {
    const { days } = args.getConfig<{ days: number }>();
    if (takesSnapshots(cache, args.type) && (cache.snapshotRetentionLimit ?? 0) < days) {
      report(
        `Snapshots are kept for ${cache.snapshotRetentionLimit ?? 0} days: set snapshotRetentionLimit to at least ${days}.`,
      );
    }
  }),
  remediateResource: fixOn<Cache>(TYPES, (cache, args) => {
    const { days } = args.getConfig<{ days: number }>();
    return takesSnapshots(cache, args.type) && (cache.snapshotRetentionLimit ?? 0) < days
      ? { snapshotRetentionLimit: days }
      : undefined;
  }),
};

/** Memcached cannot, and a cluster of a replication group leaves them to the group. */
function takesSnapshots(cache: Cache, type: string): boolean {
  const isOfGroup = type === CLUSTER && isSet(cache, "replicationGroupId");
  return !isOfGroup && cache.engine !== "memcached";
}
