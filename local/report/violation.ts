import { loadPolicies } from "../stack/policies";
import type { Violation } from "./plan-document";

/**
 * Each violation in one line: level, rule, resource by its name, what is wrong and what to set, and where to read
 * on; with `details` the rule's own words below it.
 */
export async function describeViolations(
  violations: readonly Violation[],
  details: boolean,
): Promise<string[]> {
  if (violations.length === 0) {
    return [];
  }
  const { policies } = await loadPolicies();
  const rules = new Map(policies.map(rule => [rule.name, rule]));
  return violations.map(violation => describe(violation, rules.get(violation.policy), details));
}

type Rule = Awaited<ReturnType<typeof loadPolicies>>["policies"][number];

/** @param rule one of ours; a user's own pack has others */
function describe(violation: Violation, rule: Rule | undefined, details: boolean): string {
  const { level, policy, urn, message } = violation;
  const [, , types = "", ...name] = urn.split("::");
  const type = types.split("$").at(-1) ?? "";
  // The engine puts the rule's description before what the rule says of the resource.
  const [description, ...said] = message.split("\n");
  const problem = said.join(" ") || description;
  const place = isStack(type) ? "the stack" : `${name.join("::")} (${type})`;
  const line = `  ${level}  ${policy}  ${place}: ${problem}${rule?.url ? ` ${rule.url}` : ""}`;
  if (!details || rule === undefined) {
    return line;
  }
  const { severity, framework, remediationSteps } = rule;
  const standard = framework ? `; ${framework.name} ${framework.reference}` : "";
  return [
    line,
    `      ${rule.description} Severity ${severity}${standard}.`,
    `      To mend it: ${remediationSteps}`,
  ].join("\n");
}

function isStack(type: string): boolean {
  return type === "" || type === "pulumi:pulumi:Stack";
}
