import * as fs from "node:fs";
import * as path from "node:path";
import { lock } from "proper-lockfile";
import { z } from "zod";
import { RunError } from "../errors";
import { startOf } from "./identity";
import { poll } from "./poll";

const entry = z.object({
  name: z.string(),
  pid: z.number(),
  /** What {@link startOf} said of it: the same id with another start is somebody else's process. */
  started: z.string(),
  /** Asks it to end. PostgreSQL's fast way is SIGINT. */
  signal: z.enum(["SIGTERM", "SIGINT"]),
});
const record = z.object({
  runner: z.object({ pid: z.number(), started: z.string() }),
  processes: z.array(entry),
});

/** A process as the record keeps it. */
export type RecordedProcess = z.infer<typeof entry>;

/** How long a process may take to end before it is killed, in milliseconds. */
export const graceMs = 10_000;

/**
 * What a run has started, kept in a file. A run that is killed cannot stop its processes; the next
 * one reads here which they are, and stops those that are verifiably the same.
 */
export class RunRecord {
  private processes: RecordedProcess[] = [];
  private readonly runner = { pid: process.pid, started: startOf(process.pid) };

  private closed = false;

  private constructor(private readonly file: string) {}

  /**
   * Takes the folder for this process, after stopping what a killed run has left.
   *
   * @throws RunError when a run in this folder is alive.
   */
  static async claim(stateDir: string, report: (line: string) => void): Promise<RunRecord> {
    fs.mkdirSync(stateDir, { recursive: true });
    const release = await lock(stateDir, {
      lockfilePath: path.join(stateDir, "run.lock"),
      retries: { retries: 100, minTimeout: 100, maxTimeout: 200 },
    });
    try {
      const file = path.join(stateDir, "run.json");
      const left = read(file);
      if (left && startOf(left.runner.pid) === left.runner.started) {
        throw new RunError(
          `This stack is already running (process ${left.runner.pid}): stop it first, or use another stack.`,
        );
      }
      await stopLeftovers(left?.processes ?? [], report);
      const claimed = new RunRecord(file);
      claimed.write();
      return claimed;
    } finally {
      await release();
    }
  }

  /** Writes down a process; to be called in the same turn as its start. */
  add(name: string, pid: number, signal: RecordedProcess["signal"]): void {
    const started = startOf(pid);
    if (started !== undefined) {
      this.processes.push({ name, pid, started, signal });
      this.write();
    }
  }

  /** Forgets a process that has ended. */
  remove(pid: number): void {
    this.processes = this.processes.filter(known => known.pid !== pid);
    this.write();
  }

  /** From now on nothing may be started. */
  close(): void {
    this.closed = true;
  }

  /** @throws RunError when the run is being stopped. */
  assertOpen(): void {
    if (this.closed) {
      throw new RunError("The run was stopped");
    }
  }

  /** Gives the folder back. Nothing of the run may be alive. */
  release(): void {
    fs.rmSync(this.file, { force: true });
  }

  private write(): void {
    const { runner, processes } = this;
    const text = JSON.stringify({ runner, processes }, undefined, 2);
    fs.writeFileSync(`${this.file}.new`, text);
    fs.renameSync(`${this.file}.new`, this.file);
  }
}

/** A record that cannot be read says nothing about any process, so nothing is stopped for it. */
function read(file: string): z.infer<typeof record> | undefined {
  if (!fs.existsSync(file)) {
    return undefined;
  }
  try {
    return record.parse(JSON.parse(fs.readFileSync(file, "utf8")));
  } catch {
    return undefined;
  }
}

/** Services before databases, as in an orderly stop. */
async function stopLeftovers(
  processes: RecordedProcess[],
  report: (line: string) => void,
): Promise<void> {
  const left = processes.filter(isAlive);
  if (left.length > 0) {
    report(`Stopping what an earlier run left: ${left.map(({ name }) => name).join(", ")}`);
  }
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    await Promise.all(left.filter(known => known.signal === signal).map(stopLeftover));
  }
}

async function stopLeftover(known: RecordedProcess): Promise<void> {
  signalGroup(known.pid, known.signal);
  if (!(await poll(() => !isAlive(known), graceMs))) {
    signalGroup(known.pid, "SIGKILL");
    await poll(() => !isAlive(known), graceMs);
  }
}

function isAlive({ pid, started }: RecordedProcess): boolean {
  return startOf(pid) === started;
}

/** Signals a process that leads its group, and the processes of that group. */
export function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    // Ended in the meantime: ESRCH, or EPERM where only zombies of the group are left (macOS).
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "ESRCH" && code !== "EPERM") {
      throw error;
    }
  }
}
