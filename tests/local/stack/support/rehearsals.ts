import * as fs from "node:fs";
import { ensureCli } from "../../../../local/engine/cli";
import type { STACKS } from "../../../../local/stack/target";
import { type Ended, ProjectCopy } from "./project-copy";

type Stack = (typeof STACKS)[number];

/** Rehearsals at a time: each keeps one core busy. */
const AT_ONCE = 2;

/** What became of a rehearsal. */
export interface Rehearsal {
  ended: Ended;
  /** The stack as `pulumi stack export --show-secrets` gave it before `down`; none after a failure. */
  state?: ExportedState;
}

/** The part of an export that tests read. */
export interface ExportedState {
  deployment: { resources?: { urn: string; type: string }[] };
}

const known = new Map<string, Promise<Rehearsal>>();
const running: Promise<unknown>[] = [];
let copy: ProjectCopy | undefined;

/** `npm run rehearse` of a system in a stack, run once for all tests that ask for it. */
export function rehearsal(system: string, stack: Stack): Promise<Rehearsal> {
  const name = `${system}-${stack}`;
  const found = known.get(name) ?? afterOthers(() => rehearse(system, stack, `${name}.json`));
  known.set(name, found);
  return found;
}

/** The copy of the project in which rehearsals run; it goes with the process. */
export function rehearsalCopy(): ProjectCopy {
  if (copy === undefined) {
    const made = new ProjectCopy();
    process.once("exit", () => fs.rmSync(made.root, { recursive: true, force: true }));
    copy = made;
  }
  return copy;
}

async function rehearse(system: string, stack: Stack, file: string): Promise<Rehearsal> {
  await ensureCli({ report: () => undefined });
  const args = ["--system", system, "--stack", stack, "--export", file];
  const ended = await rehearsalCopy().run("rehearse", args);
  const exported = rehearsalCopy().path(file);
  if (!fs.existsSync(exported)) {
    return { ended };
  }
  const state = JSON.parse(fs.readFileSync(exported, "utf8")) as ExportedState;
  fs.rmSync(exported);
  return { ended, state };
}

/** Starts a piece of work when few enough are under way. */
function afterOthers<Result>(work: () => Promise<Result>): Promise<Result> {
  const before = running[running.length - AT_ONCE] ?? Promise.resolve();
  const result = before.then(work, work);
  running.push(result);
  return result;
}
