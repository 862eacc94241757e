import { Change, Cost, Plan, Violation } from "./plan";

/** Lines of a table that are shown; GitHub takes 65,536 characters of a comment, for all stacks. */
const SHOWN = 40;

const SIGNS: Readonly<Record<Change["op"], string>> = {
  create: "+ create",
  update: "~ update",
  replace: "± replace",
  delete: "− delete",
};
/** What to look at first. */
const ORDER: readonly Change["op"][] = ["delete", "replace", "update", "create"];

/** A plan as a section of Markdown. What differs is data of a pull request: none of it is taken as markup. */
export function toMarkdown(title: string, { changes, violations, cost, errors }: Plan): string {
  const summary = [counted(changes), judged(violations), priced(cost)].join(" · ");
  return [
    `### ${escape(title)}`,
    errors.length > 0 ? "**The plan could not be finished.**" : summary,
    ...(errors.length > 0 ? [block(errors)] : []),
    ...(violations.length > 0 ? [violationTable(violations)] : []),
    ...(changes.length > 0 ? [changeTable(changes)] : []),
    "",
  ].join("\n\n");
}

function counted(changes: readonly Change[]): string {
  const counts = ORDER.map(op => ({ op, count: changes.filter(one => one.op === op).length }));
  const told = counts.filter(({ count }) => count > 0).map(({ op, count }) => `${count} to ${op}`);
  return told.length > 0 ? `**${told.join(", ")}**` : "**no changes**";
}

function judged(violations: readonly Violation[]): string {
  const mandatory = violations.filter(({ level }) => level === "mandatory").length;
  return violations.length === 0
    ? "no violations"
    : `${mandatory} mandatory and ${violations.length - mandatory} advisory violations`;
}

function priced({ before, after, unpriced }: Cost): string {
  const difference = Math.round(after) - Math.round(before);
  const signed = difference > 0 ? `+${difference}` : `${difference}`.replace("-", "−");
  const without = unpriced.length > 0 ? `, without ${unpriced.length} resources` : "";
  return `${Math.round(after)} USD a month at least (${signed}${without})`;
}

function violationTable(violations: readonly Violation[]): string {
  const rows = violations.map(({ level, policy, resource, message }) => [
    ...[level, policy, resource, message.split("\n")[0]],
  ]);
  return table(["level", "policy", "resource", "what"], rows);
}

function changeTable(changes: readonly Change[]): string {
  const sorted = [...changes].sort((a, b) => ORDER.indexOf(a.op) - ORDER.indexOf(b.op));
  const rows = sorted.map(({ op, type, name, properties }) => [
    ...[SIGNS[op], type, name, properties.join(", ")],
  ]);
  return [
    "<details><summary>Changes by resource</summary>",
    table(["", "type", "name", "properties"], rows),
    "</details>",
  ].join("\n\n");
}

function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(escape).join(" | ")} |`;
  const left = rows.length - SHOWN;
  return [
    line(headings),
    line(headings.map(() => "---")),
    ...rows.slice(0, SHOWN).map(line),
    ...(left > 0 ? ["", `… and ${left} more`] : []),
  ].join("\n");
}

/** Text without a meaning in Markdown or HTML; nobody is mentioned. */
function escape(text: string): string {
  return text
    .replace(/[\\`*_[\]|]/g, "\\$&")
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/@/g, "@\u200b")
    .replace(/\s+/g, " ");
}

/** Lines as they are, indented: no run of backticks in them ends the block. */
function block(lines: readonly string[]): string {
  return lines
    .flatMap(line => line.split("\n"))
    .slice(0, SHOWN)
    .map(line => `    ${line}`)
    .join("\n");
}
