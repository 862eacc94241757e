import { cpSync, existsSync } from "fs";
import { join } from "path";

import { Session, SessionOptions, withSession } from "../stack/session";
import { stackName, Target } from "../stack/target";
import { systems } from "../../services";
import { Disturber } from "./disturb";
import { Observation, observe } from "./observe";
import { Operation } from "./plan";

/** A run of the engine that faults are tried on. */
export interface Stage {
  name: "create" | "update" | "destroy";
  act: "up" | "down";
  settings: Readonly<Record<string, unknown>>;
  /** Folder that it begins with; none for a new stack. */
  from?: string;
  /** What it does when nothing disturbs it. */
  operations: readonly Operation[];
  /** What it leaves when nothing disturbs it. */
  leaves: Observation;
}

/** The stack as it is made first. */
const FIRST = { alarmEmail: "on-call@example.com" };

/** What changes it: a tag of nearly everything; every task replaced; something new, something no more. */
function changed(system: string): Record<string, unknown> {
  const size = { cpu: 1024, memory: 4096 };
  return {
    owner: "night-shift",
    services: Object.fromEntries(systems[system].services.map(name => [name, size])),
    sleep: { from: "20:00", to: "06:00", timezone: "Europe/Berlin" },
  };
}

/** How a session is opened for a run. */
export type RunOptions = Pick<
  SessionOptions,
  "folder" | "settings" | "disturb" | "throwaway" | "signal"
>;

/** Runs the engine once, without policy packs. */
export async function runOnce(target: Target, options: RunOptions, act: Stage["act"]) {
  let said = "";
  const output = (text: string) => void (said += text);
  const outcome = await withSession(
    target,
    { ...options, packs: "none", report: () => undefined, output },
    (session: Session) => session[act](),
  );
  return { ...outcome, said };
}

/** Creates, changes and destroys a stack without any fault, and keeps what each stage began with and left. */
export async function referenceStages(
  target: Target,
  folder: string,
  signal?: AbortSignal,
): Promise<Stage[]> {
  const work = join(folder, "reference");
  const update = changed(target.system);
  const stages: Stage[] = [];
  for (const [name, act, settings] of [
    ["create", "up", FIRST],
    ["update", "up", update],
    ["destroy", "down", update],
  ] as const) {
    const from = existsSync(work) ? join(folder, `before-${name}`) : undefined;
    if (from !== undefined) {
      cpSync(work, from, { recursive: true });
    }
    const { disturb, operations } = new Disturber();
    const options = { folder: work, settings, disturb, throwaway: true, signal };
    const { ok, said } = await runOnce(target, options, act);
    if (!ok) {
      throw new Error(`${target.system} does not even ${name} undisturbed:\n${said}`);
    }
    const leaves = await observe(work, stackName(target));
    stages.push({ name, act, settings, from, operations, leaves });
  }
  return stages;
}
