/**
 * Writes the pages of the rules: the overview in policies/README.md, and a page for each pack:
 *
 *     npx ts-node --transpile-only policies/catalogue.ts
 */
import type { Policies } from "@pulumi/policy";
import { readFileSync, writeFileSync } from "fs";
import { join } from "path";
import { format, resolveConfig } from "prettier";

import { enrol } from "./enrol";
import { overviewLine, packPage } from "./generate/pages";
import { packs } from "./packs";

const BEGIN = "<!-- catalogue: written by catalogue.ts -->";
const END = "<!-- end of the catalogue -->";

/** Every generated page by its file, as it should be. */
export async function pages(): Promise<Map<string, string>> {
  const readme = join(__dirname, "README.md");
  const result = new Map([
    [readme, await formatted(readme, withCatalogue(readFileSync(readme, "utf8")))],
  ]);
  for (const [pack, rules] of Object.entries(packs)) {
    const file = join(__dirname, pack, "README.md");
    result.set(file, await formatted(file, await packPage(pack, purposeOf(pack), rules)));
  }
  return result;
}

/** A page with the overview between its two marks made anew. Throws when a mark is missing. */
export function withCatalogue(page: string): string {
  const begin = page.indexOf(BEGIN);
  const end = page.indexOf(END);
  if (begin < 0 || end < begin) {
    throw new Error(`the page lacks ${BEGIN} and ${END}`);
  }
  const sections = [
    ...Object.entries(packs).map(([pack, rules]) => overview(pack, `${pack}/README.md`, rules)),
    overview("exemptions", "", enrol([])),
  ];
  return `${page.slice(0, begin)}${BEGIN}\n\n${sections.join("\n\n")}\n\n${page.slice(end)}`;
}

/** A pack's rules in a line each; without a page they are part of every pack. */
function overview(pack: string, page: string, rules: Policies): string {
  const title = page === "" ? `${pack} (in every pack` : `[${pack}](${page}) (\`policies/${pack}\``;
  const lines = rules.map(rule =>
    overviewLine(rule, page === "" ? (rule.url ?? "") : `${page}#${rule.name}`),
  );
  return [`### ${title}, ${rules.length} rules)`, "", ...lines].join("\n");
}

/** The sentence that the pack's own file says of it. */
function purposeOf(pack: string): string {
  const file = readFileSync(join(__dirname, pack, "PulumiPolicy.yaml"), "utf8");
  return /^description: (.*)$/m.exec(file)?.[1] ?? "";
}

/** Text as Prettier leaves it, code in it included. */
async function formatted(file: string, text: string): Promise<string> {
  return format(text, { ...(await resolveConfig(file)), parser: "markdown" });
}

async function writePages(): Promise<void> {
  for (const [file, page] of await pages()) {
    writeFileSync(file, page);
  }
}

if (require.main === module) {
  void writePages();
}
