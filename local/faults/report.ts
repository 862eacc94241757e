import { readFile, writeFile } from "fs/promises";
import { format, resolveConfig } from "prettier";

import { readUrn } from "../stand-ins/server/messages";
import { Kind } from "./plan";
import { SystemTrials } from "./system";
import { converged, Trial } from "./trial";

const KINDS: readonly Kind[] = ["create", "update", "delete"];

/** A table of a page: what stands in each column for a system. */
export interface Table {
  /** What it is about, as its place in the page says. */
  about: "failures" | "kills";
  columns: Readonly<Record<string, (trials: SystemTrials) => string>>;
}

const lost = (trials: readonly Trial[]) =>
  String(sum(trials, ({ differences }) => differences.lost.length));
const duplicated = (trials: readonly Trial[]) =>
  String(sum(trials, ({ differences }) => differences.duplicated.length));

/** The tables of docs/reliability.md. */
export const TABLES: readonly Table[] = [
  {
    about: "failures",
    columns: {
      system: ({ system }) => system,
      operations: ({ stages }) => byKind(stages.flatMap(({ operations }) => operations)),
      "values of k": ({ failures }) =>
        `${failures.length}: ${byKind(failures.map(({ hit }) => hit))}`,
      "before / after": ({ failures }) => byMoment(failures),
      "failed as asked": ({ failures }) => count(failures, ({ asAsked }) => asAsked),
      converged: ({ failures }) => count(failures, converged),
      lost: ({ failures }) => lost(failures),
      duplicated: ({ failures }) => duplicated(failures),
    },
  },
  {
    about: "kills",
    columns: {
      system: ({ system }) => system,
      kills: ({ kills }) => count(kills, ({ asAsked }) => asAsked),
      "at a creation / change / deletion": ({ kills }) => byKind(kills.map(({ hit }) => hit)),
      "before / after": ({ kills }) => byMoment(kills),
      orphans: ({ kills }) => String(sum(kills, ({ orphans }) => orphans)),
      recovered: ({ kills }) => count(kills, converged),
      lost: ({ kills }) => lost(kills),
      duplicated: ({ kills }) => duplicated(kills),
    },
  },
];

/** Whether every fault struck as asked and left nothing behind. */
export function isSound(trials: SystemTrials): boolean {
  return all(trials).every(trial => trial.asAsked && converged(trial));
}

/** A line on one fault, and what is wrong after it. */
export function lineOf(trial: Trial, kill: boolean): string {
  const { stage, at, hit, differences, orphans } = trial;
  const { type, name } = readUrn(hit.urn);
  const good = trial.asAsked && converged(trial);
  const how = kill ? `killed ${hit.moment}` : `failed ${hit.moment}`;
  const wrong = [
    ...(trial.asAsked ? [] : ["did not end as asked"]),
    ...(trial.recovered ? [] : ["the next run failed"]),
    ...differences.state.map(text => `state: ${text}`),
    ...differences.lost.map(text => `lost: ${text}`),
    ...differences.duplicated.map(text => `duplicated: ${text}`),
    ...(good ? [] : [trial.said.slice(-2000)]),
  ];
  return [
    `${good ? "✔" : "✘"} ${stage} ${at}: ${how} ${hit.kind} of ${type} ${name}` +
      (orphans > 0 ? `; ${orphans} orphaned` : ""),
    ...wrong.map(text => `    ${text}`),
  ].join("\n");
}

/** A system's row in a table, by the heads of its columns. */
export function rowOf({ columns }: Table, trials: SystemTrials): string[] {
  return Object.values(columns).map(cell => cell(trials));
}

/** Where a table stands in a page. */
function placeOf({ about }: Table): RegExp {
  return new RegExp(`(<!-- begin: npm run faults, ${about} -->\\n)[^]*(<!-- end: ${about} -->)`);
}

/** A page with a system's rows in place of its old ones; those of others stay, in the order of `systems`. */
export async function withRows(
  page: string,
  trials: SystemTrials,
  systems: readonly string[],
  path: string,
): Promise<string> {
  // What was not tried says nothing against what was tried before.
  const tried = TABLES.filter(({ about }) => trials[about].length > 0);
  const text = tried.reduce((before, table) => withRow(before, table, trials, systems, path), page);
  return format(text, { ...(await resolveConfig(path)), filepath: path });
}

function withRow(
  page: string,
  table: Table,
  trials: SystemTrials,
  systems: readonly string[],
  path: string,
): string {
  const place = placeOf(table);
  const [block] = place.exec(page) ?? [];
  if (block === undefined) {
    throw new Error(`${path} has no place for the ${table.about} of npm run faults`);
  }
  const [, , ...rows] = block.split("\n").filter(line => line.startsWith("|"));
  const heads = Object.keys(table.columns);
  const lineOfRow = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const known = new Map(rows.map(row => [row.split("|")[1].trim(), row]));
  known.set(trials.system, lineOfRow(rowOf(table, trials)));
  const lines = [
    ...[heads, heads.map(() => "---")].map(lineOfRow),
    ...systems.flatMap(system => known.get(system) ?? []),
  ];
  return page.replace(place, (_, begin: string, end: string) =>
    [begin, ...lines, "", end].join("\n"),
  );
}

/** Writes a system's rows into a page. */
export async function writeRows(
  path: string,
  trials: SystemTrials,
  systems: readonly string[],
): Promise<void> {
  const page = await readFile(path, "utf8");
  await writeFile(path, await withRows(page, trials, systems, path));
}

function byKind(operations: readonly { kind: Kind }[]): string {
  return KINDS.map(kind => operations.filter(one => one.kind === kind).length).join(" / ");
}

function byMoment(trials: readonly Trial[]): string {
  return ["before", "after"]
    .map(moment => trials.filter(({ hit }) => hit.moment === moment).length)
    .join(" / ");
}

function count(trials: readonly Trial[], holds: (trial: Trial) => boolean): string {
  return `${trials.filter(holds).length} of ${trials.length}`;
}

function sum(trials: readonly Trial[], of: (trial: Trial) => number): number {
  return trials.reduce((total, trial) => total + of(trial), 0);
}

function all({ failures, kills }: SystemTrials): Trial[] {
  return [...failures, ...kills];
}
