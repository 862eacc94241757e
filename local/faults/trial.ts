import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from "fs";
import { join } from "path";

import type { Outcome } from "../stack/session";
import { stackName, Target } from "../stack/target";
import { Disturber, Hit } from "./disturb";
import { runKilled } from "./killed";
import { compare, Differences, observe } from "./observe";
import { Plan } from "./plan";
import { runOnce, Stage } from "./stages";

/** What came of one fault. */
export interface Trial {
  stage: Stage["name"];
  at: number;
  hit: Hit;
  /** Whether the run ended as it should: with exit code 1 and a word on the resource, or killed. */
  asAsked: boolean;
  /** Whether the next run went through. */
  recovered: boolean;
  /** Resources that the account had and the state did not, after the disturbed run. */
  orphans: number;
  differences: Differences;
  /** What the engine said where something is not as it should be. */
  said: string;
}

/** A fault to try: where, and whether the engine is killed there. */
export type Fault = Omit<Plan, "kill"> & { kill: boolean };

/** Disturbs a stage once, runs it again, and compares what is there with what should be. */
export async function tryFault(
  target: Target,
  stage: Stage,
  fault: Fault,
  folder: string,
  signal?: AbortSignal,
): Promise<Trial> {
  const disturbed = join(folder, "disturbed");
  // Under another name: the lock of a killed process takes a while to grow stale.
  const next = join(folder, "next");
  try {
    prepare(stage, disturbed);
    const { hit, asAsked, said } = await (fault.kill ? killed : failed)(
      target,
      stage,
      fault,
      disturbed,
      signal,
    );
    renameSync(disturbed, next);
    const name = stackName(target);
    const between = await observe(next, name);
    const { settings, act } = stage;
    const again = await runOnce(target, { folder: next, settings, throwaway: true, signal }, act);
    const found = compare(await observe(next, name), stage.leaves);
    return {
      stage: stage.name,
      at: fault.at,
      hit,
      asAsked,
      recovered: again.ok,
      orphans: compare(between, between).duplicated.length,
      differences: found,
      said: said + again.said,
    };
  } finally {
    rmSync(disturbed, { recursive: true, force: true });
    // Of a killed process; the next one would wait for it to grow stale.
    rmSync(`${disturbed}.lock`, { recursive: true, force: true });
    rmSync(next, { recursive: true, force: true });
  }
}

/** Whether all is as an undisturbed run leaves it. */
export function converged({ recovered, differences }: Trial): boolean {
  return recovered && Object.values(differences).every((found: string[]) => found.length === 0);
}

function prepare({ from }: Stage, folder: string): void {
  if (from === undefined) {
    mkdirSync(folder, { recursive: true });
  } else {
    cpSync(from, folder, { recursive: true });
  }
}

interface Disturbed {
  hit: Hit;
  asAsked: boolean;
  said: string;
}

async function failed(
  target: Target,
  { settings, act }: Stage,
  { at, moment }: Fault,
  folder: string,
  signal?: AbortSignal,
): Promise<Disturbed> {
  const disturber = new Disturber({ at, moment });
  const { disturb } = disturber;
  const outcome = await runOnce(target, { folder, settings, disturb, signal }, act);
  const { hit } = disturber;
  if (hit === undefined) {
    throw new Error(
      `operation ${at} was never asked for; the run had ${disturber.operations.length}:\n${outcome.said}`,
    );
  }
  const asAsked = !outcome.ok && says(outcome, hit) && !isLocked(folder);
  return { hit, asAsked, said: outcome.said };
}

async function killed(
  target: Target,
  { settings, act }: Stage,
  { at, moment }: Fault,
  folder: string,
  signal?: AbortSignal,
): Promise<Disturbed> {
  const ended = await runKilled({ target, settings, act, at, moment, folder }, signal);
  return { hit: ended.hit, asAsked: ended.signal === "SIGKILL" && isLocked(folder), said: "" };
}

/** Whether the engine told its user of the resource and the reason. */
function says({ events }: Outcome, { urn, message }: Hit): boolean {
  return events
    .flatMap(({ diagnosticEvent }) => diagnosticEvent ?? [])
    .some(
      ({ severity, urn: about, message: text }) =>
        severity === "error" && about === urn && text.includes(message),
    );
}

/** Whether an engine has left its lock on a stack. */
function isLocked(folder: string): boolean {
  const locks = join(folder, "state", ".pulumi", "locks");
  return (
    existsSync(locks) &&
    readdirSync(locks, { recursive: true }).some(name => String(name).endsWith(".json"))
  );
}
