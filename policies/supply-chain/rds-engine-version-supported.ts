import type { ResourceValidationPolicy } from "@pulumi/policy";

import { onTypes } from "../resource";
import { isBefore, Minimums, minimumsSchema } from "../versions";

interface Database {
  engine?: string;
  engineVersion?: string;
  engineLifecycleSupport?: string;
}

interface Config {
  minimums: Minimums;
  refuseExtendedSupport: boolean;
}

/**
 * The first major versions in standard support in November 2026, from AWS's release calendars for each
 * engine: MySQL 8.0 left it on 2026-07-31, MariaDB 10.6 in August 2026; PostgreSQL 14 leaves it on
 * 2027-02-28. A version left out is one of AWS's choice, or the source's for a replica.
 */
const MINIMUMS = {
  postgres: "14",
  mysql: "8.4",
  mariadb: "10.11",
  "aurora-postgresql": "14",
  "aurora-mysql": "8.0",
};

export const rdsEngineVersionSupported: ResourceValidationPolicy = {
  name: "rds-engine-version-supported",
  description: "Databases run a version that AWS has in standard support.",
  enforcementLevel: "advisory",
  severity: "medium",
  tags: ["supply-chain"],
  remediationSteps: "Set engineVersion to a later major version; upgrade a copy first.",
  url: "https://docs.aws.amazon.com/AmazonRDS/latest/PostgreSQLReleaseNotes/postgresql-release-calendar.html",
  configSchema: {
    properties: {
      minimums: minimumsSchema(MINIMUMS),
      refuseExtendedSupport: {
        description:
          "Whether databases must refuse Extended Support, which AWS charges for once standard support ends: AWS then upgrades them by itself.",
        type: "boolean",
        default: false,
      },
    },
  },
  validateResource: onTypes<Database>(
    ["aws:rds/instance:Instance", "aws:rds/cluster:Cluster"],
    ({ engine = "", engineVersion, engineLifecycleSupport }, report, args) => {
      const { minimums, refuseExtendedSupport } = args.getConfig<Config>();
      const minimum = minimums[engine];
      if (minimum === undefined) {
        return;
      }
      if (
        refuseExtendedSupport &&
        engineLifecycleSupport !== "open-source-rds-extended-support-disabled"
      ) {
        report(
          "AWS charges for Extended Support once the version is old: set engineLifecycleSupport to open-source-rds-extended-support-disabled.",
        );
      }
      if (engineVersion !== undefined && isBefore(engineVersion, minimum)) {
        report(
          `${engine} ${engineVersion} is no longer in standard support: set engineVersion to ${minimum} or later.`,
        );
      }
    },
  ),
};
