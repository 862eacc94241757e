import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ensureCli } from "../../../../local/engine/cli";
import { startOf } from "../../../../local/runner/processes/identity";
import type { PackChoice } from "../../../../local/stack/policy-packs";
import type { Session } from "../../../../local/stack/session";
import type { Target } from "../../../../local/stack/target";

const ROOT = path.resolve(__dirname, "../../../..");

/** What the program and the commands are made of; packages are shared by a link. */
const PARTS = [
  "index.ts",
  "settings.ts",
  "settings",
  "package.json",
  "tsconfig.json",
  "Pulumi.yaml",
  "Pulumi.local.yaml",
  "Pulumi.dev.yaml",
  "Pulumi.prod.yaml",
  "components",
  "local",
  "policies",
  "services",
];

/** Hands a suite's tests a copy of the project, with an engine there to run it; gone after them. */
export function withProjectCopy(use: (copy: ProjectCopy) => void): void {
  let copy: ProjectCopy | undefined;
  before(async function () {
    // The engine may have to be built first.
    this.timeout(0);
    await ensureCli({ report: () => undefined });
    copy = new ProjectCopy();
    use(copy);
  });
  after(() => copy?.remove());
}

/** How a command ended. */
export interface Ended {
  /** Exit code; null when a signal ended it. */
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

/** A copy of the project that a test may change; state and data of the real one stay untouched. */
export class ProjectCopy {
  readonly root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "project copy-")));
  private readonly commands: Command[] = [];

  constructor() {
    for (const part of PARTS) {
      fs.cpSync(path.join(ROOT, part), this.path(part), {
        recursive: true,
        filter: source => path.basename(source) !== "node_modules",
      });
    }
    fs.symlinkSync(path.join(ROOT, "node_modules"), this.path("node_modules"));
  }

  /** A path within the copy. */
  path(...parts: string[]): string {
    return path.join(this.root, ...parts);
  }

  /** Replaces a text that the file must have. */
  edit(file: string, from: string, to: string): void {
    const text = fs.readFileSync(this.path(file), "utf8");
    if (!text.includes(from)) {
      throw new Error(`${file} has no ${JSON.stringify(from)}`);
    }
    fs.writeFileSync(
      this.path(file),
      text.replace(from, () => to),
    );
  }

  /** Runs what `act` does with a file changed, and puts the file back. */
  async withEdit<T>(file: string, from: string, to: string, act: () => Promise<T>): Promise<T> {
    const kept = fs.readFileSync(this.path(file));
    this.edit(file, from, to);
    try {
      return await act();
    } finally {
      fs.writeFileSync(this.path(file), kept);
    }
  }

  /** Opens a session of the copy's own code in this process; everything that it says is collected. */
  async session(
    target: Target,
    packs: PackChoice | "none" = "none",
  ): Promise<{ session: Session; said: () => string }> {
    const module = (await import(
      this.path("local/stack/session.ts")
    )) as typeof import("../../../../local/stack/session");
    let said = "";
    const session = await module.Session.open(target, {
      folder: this.path(".local", "stacks", target.stack),
      packs,
      report: line => (said += `${line}\n`),
      output: text => (said += text),
    });
    return { session, said: () => said };
  }

  /** Starts `npm run <name>` as npm would. */
  start(name: string, args: readonly string[] = [], env: Record<string, string> = {}): Command {
    const command = new Command(this.root, name, args, env);
    this.commands.push(command);
    return command;
  }

  /** Runs `npm run <name>` to its end. */
  run(
    name: string,
    args: readonly string[] = [],
    env: Record<string, string> = {},
  ): Promise<Ended> {
    return this.start(name, args, env).ended;
  }

  /** The resources in the state file of a stack; none when there is no such file. */
  stateOf(stack: string): StateEntry[] {
    const file = this.stateFile(stack);
    if (!fs.existsSync(file)) {
      return [];
    }
    const state = JSON.parse(fs.readFileSync(file, "utf8")) as {
      checkpoint: { latest?: { resources?: StateEntry[] } };
    };
    return state.checkpoint.latest?.resources ?? [];
  }

  /** The file that the engine keeps a stack in. */
  stateFile(stack: string): string {
    return this.path(
      `.local/stacks/${stack}/state/.pulumi/stacks/microservices-on-aws/${stack}.json`,
    );
  }

  /** Ends what still runs of it and removes it. */
  async remove(): Promise<void> {
    await Promise.all(this.commands.map(command => command.kill()));
    fs.rmSync(this.root, { recursive: true, force: true });
  }
}

/** One resource as the engine keeps it. */
export interface StateEntry {
  urn: string;
  type: string;
  custom: boolean;
  protect?: boolean;
}

/** A command as a process, with a process group of its own. */
export class Command {
  readonly ended: Promise<Ended>;
  private readonly child: ChildProcess;
  private readonly output = { stdout: "", stderr: "" };

  constructor(root: string, name: string, args: readonly string[], env: Record<string, string>) {
    const script = path.join("local", "commands", `${name}.ts`);
    this.child = spawn(process.execPath, ["-r", "esbuild-register", script, ...args], {
      cwd: root,
      env: { ...process.env, INIT_CWD: root, ...env },
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    for (const stream of ["stdout", "stderr"] as const) {
      this.child[stream]?.on("data", (text: Buffer) => (this.output[stream] += text.toString()));
    }
    this.ended = new Promise((resolve, reject) => {
      this.child.once("error", reject);
      this.child.once("close", (code, signal) => resolve({ code, signal, ...this.output }));
    });
  }

  get stdout(): string {
    return this.output.stdout;
  }

  get stderr(): string {
    return this.output.stderr;
  }

  get hasEnded(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  /** Sends a signal to it and all its descendants of one group, as a terminal does. */
  signal(signal: NodeJS.Signals): void {
    process.kill(-this.pid, signal);
  }

  /** Goes away as its reader, as `| head` does. */
  stopReading(): void {
    this.child.stdout?.destroy();
    this.child.stderr?.destroy();
  }

  /** Ids of the processes that it started and their descendants. */
  descendants(): number[] {
    const children = childrenByParent();
    const below = (pid: number): number[] =>
      (children.get(pid) ?? []).flatMap(child => [child, ...below(child)]);
    return below(this.pid);
  }

  /** Ends it and all its descendants at once, as a power cut would. */
  async kill(): Promise<void> {
    if (!this.hasEnded) {
      for (const pid of [this.pid, ...this.descendants()]) {
        killQuietly(pid);
      }
    }
    await this.ended;
  }

  get pid(): number {
    if (this.child.pid === undefined) {
      throw new Error("the command did not start");
    }
    return this.child.pid;
  }
}

/** Those of the processes that are there; one that has ended and waits for its parent is not. */
export function alive(pids: readonly number[]): number[] {
  return pids.filter(pid => startOf(pid) !== undefined);
}

/** Waits until something holds, for a minute at most unless told otherwise. */
export async function until(
  what: string,
  holds: () => boolean | Promise<boolean>,
  minutes = 1,
): Promise<void> {
  const deadline = Date.now() + minutes * 60_000;
  while (!(await holds())) {
    if (Date.now() > deadline) {
      throw new Error(`not within ${minutes} min: ${what}`);
    }
    await sleep(25);
  }
}

function killQuietly(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") {
      throw error;
    }
  }
}

/** Every process's children. */
function childrenByParent(): Map<number, number[]> {
  const children = new Map<number, number[]>();
  for (const [pid, parent] of process.platform === "linux" ? fromProc() : fromPs()) {
    children.set(parent, [...(children.get(parent) ?? []), pid]);
  }
  return children;
}

/** Ids of all processes, each with its parent's; small images of Linux have no `ps`. */
function fromProc(): [number, number][] {
  return fs
    .readdirSync("/proc")
    .filter(name => /^\d+$/.test(name))
    .flatMap(pid => {
      try {
        const status = fs.readFileSync(`/proc/${pid}/status`, "utf8");
        return [[Number(pid), Number(/^PPid:\s*(\d+)/m.exec(status)?.[1])]];
      } catch {
        // It has ended meanwhile.
        return [];
      }
    });
}

function fromPs(): [number, number][] {
  const table = execFileSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" });
  return table
    .trim()
    .split("\n")
    .map(line => line.trim().split(/\s+/).map(Number) as [number, number]);
}
