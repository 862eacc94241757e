import type { EnforcementLevel, Policies } from "@pulumi/policy";

import { MANDATORY_IN_PROD, PROD_ONLY } from "./tags";

/** What a stack is for. Only `prod` has every rule in force. */
export type Environment = "local" | "dev" | "staging" | "prod";

/** What rules take in one environment instead of their defaults, which are prod's. */
type Differences = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** A stack that may be gone tomorrow. */
const SHORT_LIVED: Differences = { "kms-key-deletion-window": { minimumDays: 7 } };

/** A stack without customers: small machines, one NAT gateway, spare capacity, no alarms. */
const FRUGAL: Differences = {
  ...SHORT_LIVED,
  "rds-instance-class-allowed": { allowed: ["db.t4g.*"] },
  "elasticache-node-type-allowed": { allowed: ["cache.t4g.*"] },
  "ecs-task-size-limit": { cpu: 1024, memory: 2048, tasks: 2 },
  "nat-gateway-limit": { maximum: 1 },
  "log-group-retention-maximum": { maximum: 30 },
  "rds-storage-gp3": { allowed: ["gp3"] },
  "fargate-spot-non-prod": { expected: true },
  "cloudfront-price-class": { largest: "PriceClass_100" },
  "codedeploy-rollback-enabled": { alarms: false },
  "ecs-image-pinned": { digest: false },
};

/** The rules' configuration by environment. */
export const DIFFERENCES: Readonly<Record<Environment, Differences>> = {
  local: { ...FRUGAL, ...environmentTag("local") },
  // A pull request's own stack is one of dev.
  dev: { ...FRUGAL, ...environmentTag("(dev(elopment)?|pr-[0-9]+)") },
  staging: { ...SHORT_LIVED, ...environmentTag("staging") },
  prod: environmentTag("prod(uction)?"),
};

/** How the Environment tag spells an environment. */
function environmentTag(pattern: string): Differences {
  return { "required-tag-values": { patterns: { Environment: pattern } } };
}

/** The level of a rule in an environment, where it differs from the rule's own. */
export function levelIn(
  environment: Environment,
  { tags = [] }: Policies[number],
): EnforcementLevel | undefined {
  if (environment === "prod") {
    return undefined;
  }
  if (tags.includes(PROD_ONLY)) {
    return environment === "staging" ? "advisory" : "disabled";
  }
  return tags.includes(MANDATORY_IN_PROD) ? "advisory" : undefined;
}
