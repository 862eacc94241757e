import type { EnforcementLevel, Policies } from "@pulumi/policy";

import { MANDATORY_IN_PROD, PROD_ONLY } from "./tags";

/** What a stack is for. Only `prod` has every rule in force. */
export type Environment = "local" | "dev" | "staging" | "prod";

/** What rules take in one environment instead of their defaults, which are prod's. */
type Differences = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** The rules' configuration by environment. */
export const DIFFERENCES: Readonly<Record<Environment, Differences>> = {
  local: {
    "required-tag-values": { patterns: { Environment: "local" } },
    "ecs-image-pinned": { digest: false },
  },
  dev: {
    "required-tag-values": { patterns: { Environment: "dev(elopment)?" } },
    "ecs-image-pinned": { digest: false },
  },
  staging: { "required-tag-values": { patterns: { Environment: "staging" } } },
  prod: { "required-tag-values": { patterns: { Environment: "prod(uction)?" } } },
};

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
