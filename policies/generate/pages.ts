import type { Policies } from "@pulumi/policy";
import { existsSync } from "fs";
import { join } from "path";

import type { Examples } from "../example";
import { DIFFERENCES } from "../environments";
import { MANDATORY_IN_PROD, NEVER_EXEMPT, PROD_ONLY } from "../tags";
import { exampleCode } from "./example-code";

type Rule = Policies[number];

/** A rule in one line of the overview, with a link to where there is more. */
export function overviewLine(rule: Rule, link: string): string {
  return `- [\`${rule.name}\`](${link}) (${levelOf(rule)}): ${escaped(rule.description)}`;
}

/** The page of a pack: how to enforce it, and each rule with its examples. */
export async function packPage(pack: string, purpose: string, rules: Policies): Promise<string> {
  const sections = [];
  for (const rule of rules) {
    sections.push(section(rule, await examplesOf(pack, rule.name)));
  }
  return `<!-- Written by policies/catalogue.ts: change the rules, not this page. -->

# ${pack}

${purpose} One of the [policy packs](../README.md), which has what holds for all of them: levels,
a stack's own settings, exemptions.

\`\`\`sh
# This project's stack; any program's.
npm run preview -- --pack ${pack}
pulumi preview --policy-pack policies/${pack}
# For a whole organization in Pulumi Cloud, ORG.
npx ts-node --transpile-only policies/publishable.ts ${pack}
cd dist/policies/${pack} && npm install && pulumi policy publish ORG
\`\`\`

${rules.map(rule => `- [\`${rule.name}\`](#${rule.name})`).join("\n")}

${sections.join("\n\n")}
`;
}

/** The documented examples of a rule, if it has some. */
async function examplesOf(pack: string, rule: string): Promise<Examples | undefined> {
  const file = join(__dirname, "..", pack, "examples", rule);
  return existsSync(`${file}.ts`) ? ((await import(file)) as Examples) : undefined;
}

function section(rule: Rule, examples: Examples | undefined): string {
  const { name, description, severity, framework, remediationSteps = "", url } = rule;
  const control =
    framework && `${framework.name} ${framework.reference}: ${framework.specification}`;
  return [
    `## ${name}`,
    escaped(description),
    [
      `- **Level:** ${levelOf(rule)}${mends(rule) ? "; mends by itself at level `remediate`" : ""}`,
      `- **Severity:** ${severity}`,
      ...(control === undefined ? [] : [`- **Control:** ${escaped(control)}`]),
      `- **Remedy:** ${escaped(remediationSteps)}`,
      `- **More:** <${url}>`,
    ].join("\n"),
    ...configuration(rule),
    ...(examples === undefined ? [] : code(examples)),
  ].join("\n\n");
}

function configuration({ name, configSchema }: Rule): string[] {
  const properties = Object.entries(configSchema?.properties ?? {}).filter(
    ([property]) => property !== "exemptions",
  );
  if (properties.length === 0) {
    return [];
  }
  const lines = properties.map(([property, { description = "", default: value }]) => {
    const byDefault = value === undefined ? "no default" : `default \`${JSON.stringify(value)}\``;
    return `- \`${property}\` (${[byDefault, ...differences(name, property)].join(", ")}): ${escaped(description)}`;
  });
  return [`Configuration:`, lines.join("\n")];
}

/** What environments take instead of a default. */
function differences(rule: string, property: string): string[] {
  return Object.entries(DIFFERENCES).flatMap(([environment, rules]) => {
    const value = rules[rule]?.[property];
    return value === undefined ? [] : [`in ${environment} \`${JSON.stringify(value)}\``];
  });
}

function code({ bad, good, config }: Examples): string[] {
  const block = (resources: Examples["bad"]) => `\`\`\`ts\n${exampleCode(resources)}\n\`\`\``;
  const given =
    config === undefined ? "" : ` (with the configuration \`${JSON.stringify(config)}\`)`;
  return [`Breaks it${given}:`, block(bad), "Keeps it:", block(good)];
}

function mends(rule: Rule): boolean {
  return "remediateResource" in rule && rule.remediateResource !== undefined;
}

/** The level in words, with the environments where it differs. */
function levelOf({ enforcementLevel, tags = [] }: Rule): string {
  const where = tags.includes(MANDATORY_IN_PROD)
    ? " in prod, advisory elsewhere"
    : tags.includes(PROD_ONLY)
      ? " in prod, advisory in staging, off elsewhere"
      : "";
  const level = enforcementLevel === "disabled" ? "off until a stack sets it" : enforcementLevel;
  return `${level}${where}${tags.includes(NEVER_EXEMPT) ? ", no exemption" : ""}`;
}

/** Text in which Markdown sees no marks of its own. */
function escaped(text: string): string {
  return text.replace(/[*<[\]]/g, "\\$&");
}
