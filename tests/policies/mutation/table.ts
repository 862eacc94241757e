import type { Mutant } from "./mutant";

/** How often a mistake was made, and in how many stacks. */
export interface Tally {
  mutant: Mutant;
  made: number;
  stacks: number;
}

const BEGIN = "<!-- mistakes: written by tests/policies/mutation.test.ts -->";
const END = "<!-- end of the mistakes -->";

/** A page with the table of mistakes between its two marks made anew. Throws when a mark is missing. */
export function withTable(page: string, tallies: readonly Tally[]): string {
  const begin = page.indexOf(BEGIN);
  const end = page.indexOf(END);
  if (begin < 0 || end < begin) {
    throw new Error(`the page lacks ${BEGIN} and ${END}`);
  }
  return `${page.slice(0, begin)}${BEGIN}\n\n${tables(tallies)}\n\n${page.slice(end)}`;
}

function tables(tallies: readonly Tally[]): string {
  const caught = tallies.filter(({ mutant }) => mutant.equivalent === undefined);
  const made = caught.reduce((sum, tally) => sum + tally.made, 0);
  const left = tallies.filter(({ mutant }) => mutant.equivalent !== undefined);
  return [
    `${caught.length} mistakes, made ${made} times; every time the rule reported the resource and no other.`,
    "",
    row(["Mistake", "Made in", "Caught by", "Pack", "Times", "Stacks"]),
    row(["---", "---", "---", "---", "--:", "--:"]),
    ...caught.map(({ mutant: { mistake, type, rule, pack }, made: times, stacks }) =>
      row([mistake, `\`${type.split(":")[1]}\``, `\`${rule}\``, pack, `${times}`, `${stacks}`]),
    ),
    "",
    "Mistakes that look like one and are none:",
    "",
    row(["Change", "Made in", "Why nothing reports it"]),
    row(["---", "---", "---"]),
    ...left.map(({ mutant: { mistake, type, equivalent = "" } }) =>
      row([mistake, `\`${type.split(":")[1]}\``, equivalent]),
    ),
  ].join("\n");
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}
