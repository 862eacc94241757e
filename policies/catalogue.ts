/**
 * Writes the catalogue of the rules into policies/README.md:
 *
 *     npx ts-node --transpile-only policies/catalogue.ts
 */
import type { Policies } from "@pulumi/policy";
import { readFileSync, writeFileSync } from "fs";
import { join } from "path";

import { enrol } from "./enrol";
import { packs } from "./packs";
import { MANDATORY_IN_PROD, NEVER_EXEMPT, PROD_ONLY } from "./tags";

/** The page that holds the catalogue. */
export const README = join(__dirname, "README.md");

/** Each pack with its rules; the last is part of every pack. */
const PACKS: readonly [string, Policies][] = [...Object.entries(packs), ["exemptions", enrol([])]];

const BEGIN = "<!-- catalogue: written by catalogue.ts -->";
const END = "<!-- end of the catalogue -->";

/** A page with the catalogue between its two marks made anew. Throws when a mark is missing. */
export function withCatalogue(page: string): string {
  const begin = page.indexOf(BEGIN);
  const end = page.indexOf(END);
  if (begin < 0 || end < begin) {
    throw new Error(`the page lacks ${BEGIN} and ${END}`);
  }
  const sections = PACKS.map(([pack, rules]) => section(pack, rules)).join("\n\n");
  return `${page.slice(0, begin)}${BEGIN}\n\n${sections}\n\n${page.slice(end)}`;
}

function section(pack: string, rules: Policies): string {
  const folder = pack === "exemptions" ? "in every pack" : `\`policies/${pack}\``;
  return [`### ${pack} (${folder}, ${rules.length} rules)`, "", ...rules.map(entry)].join("\n");
}

function entry(rule: Policies[number]): string {
  const reference = rule.framework === undefined ? "" : ` (AWS FSBP ${rule.framework.reference})`;
  const remedy = (rule.remediationSteps ?? "").replace(/[*<]/g, "\\$&");
  return [
    `- [\`${rule.name}\`](${rule.url})${reference}: ${rule.description}${settings(rule)}`,
    `  **${level(rule)}; severity ${rule.severity}.** ${remedy}`,
  ].join("\n");
}

function settings({ configSchema }: Policies[number]): string {
  const names = Object.keys(configSchema?.properties ?? {}).filter(name => name !== "exemptions");
  return names.length === 0 ? "" : ` It takes ${names.map(name => `\`${name}\``).join(", ")}.`;
}

function level({ enforcementLevel, tags = [] }: Policies[number]): string {
  const where = tags.includes(MANDATORY_IN_PROD)
    ? " in prod, advisory elsewhere"
    : tags.includes(PROD_ONLY)
      ? " in prod, advisory in staging, off elsewhere"
      : "";
  const fixed = tags.includes(NEVER_EXEMPT) ? ", no exemption" : "";
  return `${enforcementLevel}${where}${fixed}`;
}

if (require.main === module) {
  writeFileSync(README, withCatalogue(readFileSync(README, "utf8")));
}
