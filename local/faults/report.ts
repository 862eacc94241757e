import { readFile, writeFile } from "fs/promises";
import { format, resolveConfig } from "prettier";

import { readUrn } from "../stand-ins/server/messages";
import { Kind } from "./plan";
import { SystemTrials } from "./system";
import { converged, Trial } from "./trial";

const KINDS: readonly Kind[] = ["create", "update", "delete"];

/** The table's columns: what stands in each for a system. */
const COLUMNS: Readonly<Record<string, (trials: SystemTrials) => string>> = {
  system: ({ system }) => system,
  operations: ({ stages }) => byKind(stages.flatMap(({ operations }) => operations)),
  "values of k": ({ failures }) => `${failures.length}: ${byKind(failures.map(({ hit }) => hit))}`,
  "before / after": ({ failures }) =>
    ["before", "after"].map(m => failures.filter(({ hit }) => hit.moment === m).length).join(" / "),
  "failed as asked": ({ failures }) => count(failures, ({ asAsked }) => asAsked),
  converged: ({ failures }) => count(failures, converged),
  kills: ({ kills }) => count(kills, ({ asAsked }) => asAsked),
  orphans: ({ kills }) => String(sum(kills, ({ orphans }) => orphans)),
  recovered: ({ kills }) => count(kills, converged),
  lost: trials => String(sum(all(trials), ({ differences }) => differences.lost.length)),
  duplicated: trials =>
    String(sum(all(trials), ({ differences }) => differences.duplicated.length)),
};

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

/** A system's row, by the heads of the columns. */
export function rowOf(trials: SystemTrials): string[] {
  return Object.values(COLUMNS).map(cell => cell(trials));
}

const BLOCK = /(<!-- begin: npm run faults -->\n)[^]*(<!-- end: npm run faults -->)/;

/** A page with a system's row in place of its old one; the other rows stay, in the order of `systems`. */
export async function withRow(
  page: string,
  row: readonly string[],
  systems: readonly string[],
  path: string,
): Promise<string> {
  if (!BLOCK.test(page)) {
    throw new Error(`${path} has no block for the table of npm run faults`);
  }
  const rows = new Map(rowsIn(page).map(cells => [cells[0], cells]));
  rows.set(row[0], [...row]);
  const heads = Object.keys(COLUMNS);
  const known = systems.map(system => rows.get(system)).filter(cells => cells !== undefined);
  const lines = [heads, heads.map(() => "---"), ...known].map(cells => `| ${cells.join(" | ")} |`);
  const text = page.replace(BLOCK, (_, begin: string, end: string) =>
    [begin, ...lines, "", end].join("\n"),
  );
  return format(text, { ...(await resolveConfig(path)), filepath: path });
}

/** Writes a system's row into a page. */
export async function writeRow(
  path: string,
  row: readonly string[],
  systems: readonly string[],
): Promise<void> {
  const page = await readFile(path, "utf8");
  await writeFile(path, await withRow(page, row, systems, path));
}

function rowsIn(page: string): string[][] {
  const [, , ...rows] = (BLOCK.exec(page)?.[0] ?? "").split("\n").filter(l => l.startsWith("|"));
  return rows.map(line =>
    line
      .split("|")
      .slice(1, -1)
      .map(cell => cell.trim()),
  );
}

function byKind(operations: readonly { kind: Kind }[]): string {
  return KINDS.map(kind => operations.filter(one => one.kind === kind).length).join(" / ");
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
