import { enrol } from "../../policies/enrol";
import { allRules } from "../../policies/packs";
import type { Violation } from "./plan-document";

/**
 * A violation in one line: level, rule, resource by its name, what is wrong and what to set, and where to read on;
 * with `details` the rule's own words below it.
 */
export function describeViolation(violation: Violation, details: boolean): string {
  const { level, policy, urn, message } = violation;
  const [, , types = "", ...name] = urn.split("::");
  const type = types.split("$").at(-1) ?? "";
  const rule = ruleNamed(policy);
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

let rules: Map<string, ReturnType<typeof enrol>[number]> | undefined;

/** One of our rules; a user's own pack has others. */
function ruleNamed(name: string) {
  rules ??= new Map(enrol(allRules).map(rule => [rule.name, rule]));
  return rules.get(name);
}
