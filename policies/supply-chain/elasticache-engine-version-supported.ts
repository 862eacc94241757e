import type { ResourceValidationPolicy } from "@pulumi/policy";

import { onTypes } from "../resource";
import { isBefore, Minimums, minimumsSchema } from "../versions";

interface Cache {
  engine?: string;
  engineVersion?: string;
  /** Of a serverless cache. */
  majorEngineVersion?: string;
}

/**
 * Standard support of Redis OSS 4 and 5 ended on 2026-01-31, that of 6 ends on 2027-01-31; AWS names no end
 * for a version of Memcached. A version left out is the latest; so is an
 * engine left out of a replication group, which is Redis OSS.
 */
const MINIMUMS = { redis: "6", valkey: "7.2" };

export const elasticacheEngineVersionSupported: ResourceValidationPolicy = {
  name: "elasticache-engine-version-supported",
  description: "Caches run a version that AWS has in standard support.",
  enforcementLevel: "advisory",
  severity: "medium",
  tags: ["supply-chain"],
  remediationSteps: "Set engine to valkey, or engineVersion to a later one; both go in place.",
  url: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/extended-support.html",
  configSchema: {
    properties: {
      minimums: minimumsSchema(MINIMUMS),
    },
  },
  validateResource: onTypes<Cache>(
    [
      "aws:elasticache/replicationGroup:ReplicationGroup",
      "aws:elasticache/cluster:Cluster",
      "aws:elasticache/serverlessCache:ServerlessCache",
    ],
    ({ engine = "redis", engineVersion, majorEngineVersion }, report, args) => {
      const minimum = args.getConfig<{ minimums: Minimums }>().minimums[engine];
      const version = engineVersion ?? majorEngineVersion;
      if (minimum !== undefined && version !== undefined && isBefore(version, minimum)) {
        const property = engineVersion === undefined ? "majorEngineVersion" : "engineVersion";
        report(
          `${engine} ${version} is no longer in standard support: set ${property} to ${minimum} or later.`,
        );
      }
    },
  ),
};
