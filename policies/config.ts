import type { EnforcementLevel, Policies } from "@pulumi/policy";
import { z } from "zod";

import { enrol } from "./enrol";
import { DIFFERENCES, Environment, levelIn } from "./environments";
import type { PackName } from "./names";
import { allRules, packs } from "./packs";
import { NEVER_EXEMPT } from "./tags";

/** A mistake in a stack's policy settings; the message names each by its path. */
export class PolicySettingsError extends Error {}

const LEVELS = [
  "advisory",
  "mandatory",
  "disabled",
  "remediate",
] as const satisfies EnforcementLevel[];

/** The rules of every pack as they are enrolled, with the two that watch over exemptions. */
export const policies: Policies = enrol(allRules);
const ruleNames = new Set(policies.map(({ name }) => name));
const remediable = new Set(
  policies
    .filter(policy => "remediateResource" in policy && policy.remediateResource !== undefined)
    .map(({ name }) => name),
);
const fixedNames = new Set(
  policies.filter(({ tags }) => tags?.includes(NEVER_EXEMPT)).map(({ name }) => name),
);

const ruleName = z.string().refine(name => ruleNames.has(name), "not the name of a rule");

const exemption = z.strictObject({
  rule: ruleName.refine(name => !fixedNames.has(name), "a rule that takes no exemption"),
  resource: z.string().regex(/::/, "<type>::<name>, where * stands for anything"),
  match: z.string().min(1).optional(),
  reason: z.string().min(15, "at least 15 characters"),
  until: z.iso.date("a date, YYYY-MM-DD").optional(),
});

const schema = z.strictObject({
  levels: z.record(ruleName, z.enum(LEVELS)).default({}),
  config: z.record(ruleName, z.record(z.string(), z.unknown())).default({}),
  exemptions: z.array(exemption).default([]),
});

/** What a stack changes of the rules: their levels, their configuration, what they let pass. */
export type PolicySettings = z.input<typeof schema>;

/** Configuration of one rule as the engine takes it. */
export interface RuleConfig {
  enforcementLevel?: EnforcementLevel;
  [property: string]: unknown;
}

/**
 * The content of a file for `--policy-pack-config`: the levels and the configuration of the environment,
 * and over them what the stack changes. Without any configuration the rules are as in prod. Throws
 * {@link PolicySettingsError} with all mistakes in `settings`, each by its path.
 *
 * @param settings what the stack changes of it, as parsed from JSON
 * @param pack the pack that it is for: the engine refuses rules that a pack does not have
 */
export function policyConfig(
  environment: Environment,
  settings: unknown = {},
  pack: PackName = "all",
): Record<string, RuleConfig> {
  const { levels, config, exemptions } = checkSettings(settings);
  const result: Record<string, RuleConfig> = { ...DIFFERENCES[environment] };
  const add = (rule: string, change: RuleConfig) => {
    result[rule] = { ...result[rule], ...change };
  };
  for (const rule of policies) {
    const enforcementLevel = levelIn(environment, rule);
    if (enforcementLevel !== undefined) {
      add(rule.name, { enforcementLevel });
    }
  }
  for (const [rule, properties] of Object.entries(config)) {
    add(rule, properties);
  }
  for (const [rule, enforcementLevel] of Object.entries(levels)) {
    add(rule, { enforcementLevel });
  }
  for (const { rule } of exemptions) {
    const own = exemptions.filter(other => other.rule === rule);
    add(rule, { exemptions: own.map(({ rule: _, ...rest }) => rest) });
  }
  // The rule that judges exemptions sees them all, and so those that nothing met.
  add("stale-exemption", { exemptions });
  const own = new Set(enrol(pack === "all" ? allRules : packs[pack]).map(({ name }) => name));
  return Object.fromEntries(Object.entries(result).filter(([rule]) => own.has(rule)));
}

function checkSettings(settings: unknown): z.output<typeof schema> {
  const parsed = schema.safeParse(settings);
  const problems = parsed.success
    ? [...unknownProperties(parsed.data.config), ...withoutRemedy(parsed.data.levels)]
    : parsed.error.issues.flatMap(explain);
  if (!parsed.success || problems.length > 0) {
    throw new PolicySettingsError(
      `the policy settings are not valid:\n  ${[...new Set(problems)].join("\n  ")}`,
    );
  }
  return parsed.data;
}

function explain(issue: z.core.$ZodIssue): string[] {
  const path = issue.path.join(".") || "settings";
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map(key => `${path}: there is no ${key} here`);
  }
  if (issue.code === "invalid_key") {
    return [`${path}: not the name of a rule`];
  }
  return [`${path}: ${issue.message}`];
}

function withoutRemedy(levels: Record<string, EnforcementLevel>): string[] {
  return Object.entries(levels)
    .filter(([rule, level]) => level === "remediate" && !remediable.has(rule))
    .map(
      ([rule]) => `levels.${rule}: the rule mends nothing by itself, so remediate is not for it`,
    );
}

/** The engine takes any property of a rule's configuration in silence. */
function unknownProperties(config: Record<string, object>): string[] {
  return Object.entries(config).flatMap(([rule, properties]) => {
    const known = Object.keys(
      policies.find(({ name }) => name === rule)?.configSchema?.properties ?? {},
    ).filter(property => property !== "exemptions");
    return Object.keys(properties)
      .filter(property => !known.includes(property))
      .map(
        property =>
          `config.${rule}.${property}: the rule takes ${known.join(", ") || "no configuration"}`,
      );
  });
}
