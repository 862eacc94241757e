import { spawn, type ChildProcess } from "node:child_process";
import { RunError } from "../errors";
import { readLines, Tail } from "./lines";
import { graceMs, signalGroup, type RecordedProcess, type RunRecord } from "./run-record";

/** What to start and how to end it. */
export interface ChildSpec {
  /** As messages and the record name it. */
  name: string;
  command: string[];
  cwd: string;
  env: NodeJS.ProcessEnv;
  /** Asks it to end. */
  signal: RecordedProcess["signal"];
  /** Written to its standard input. */
  input?: string;
  /** User and group to run as. */
  uid?: number;
  gid?: number;
  /**
   * How long it may take to end before it is killed, in milliseconds.
   *
   * @default 10000
   */
  graceMs?: number;
  onLine(line: string): void;
}

/** How a process ended, in words: `exit code 1`, `signal SIGKILL`. */
export interface Exit {
  ok: boolean;
  how: string;
}

/** A process of this run, in a group of its own: Ctrl-C in a terminal reaches only its parent. */
export class Child {
  /** Resolves when the process has ended and all it wrote was read. */
  readonly exited: Promise<Exit>;
  private readonly lines = new Tail();
  private readonly process: ChildProcess;
  private alive = true;

  /**
   * Starts a process and writes it down. When its program cannot be run, `exited` rejects.
   *
   * @throws RunError when the run is being stopped.
   */
  constructor(
    private readonly spec: ChildSpec,
    record: RunRecord,
  ) {
    record.assertOpen();
    const [program, ...args] = spec.command;
    const { cwd, env, uid, gid } = spec;
    const input = spec.input === undefined ? "ignore" : "pipe";
    this.process = spawn(program === "node" ? process.execPath : program, args, {
      cwd,
      env,
      uid,
      gid,
      detached: true,
      stdio: [input, "pipe", "pipe"],
    });
    const { pid } = this.process;
    if (pid !== undefined) {
      record.add(spec.name, pid, spec.signal);
    }
    this.exited = this.watch(record);
    // Whoever is interested awaits it; nobody has to.
    this.exited.catch(() => undefined);
    this.process.stdin?.on("error", () => undefined).end(spec.input);
  }

  /** Its last lines, to stand below a message; empty when it wrote none. */
  get tail(): string {
    return this.lines.toString();
  }

  /** Asks the process to end, and kills it when it does not within its time. */
  async stop(): Promise<void> {
    if (!this.alive || this.process.pid === undefined) {
      return;
    }
    const { pid } = this.process;
    signalGroup(pid, this.spec.signal);
    const kill = () => this.alive && signalGroup(pid, "SIGKILL");
    const timer = setTimeout(kill, this.spec.graceMs ?? graceMs);
    await this.exited.catch(() => undefined);
    clearTimeout(timer);
  }

  private watch(record: RunRecord): Promise<Exit> {
    for (const stream of [this.process.stdout, this.process.stderr]) {
      if (stream) {
        readLines(stream, line => {
          this.lines.add(line);
          this.spec.onLine(line);
        });
      }
    }
    return new Promise((resolve, reject) => {
      this.process.once("error", error => {
        this.alive = false;
        const program = this.spec.command[0];
        reject(new RunError(`${this.spec.name}: cannot run ${program}: ${error.message}`));
      });
      this.process.once("exit", () => {
        this.alive = false;
        const { pid } = this.process;
        if (pid !== undefined) {
          // What it started itself would keep its port, and its output open.
          signalGroup(pid, "SIGKILL");
          record.remove(pid);
        }
      });
      this.process.once("close", (code, signal) =>
        resolve({ ok: code === 0, how: signal ? `signal ${signal}` : `exit code ${code}` }),
      );
    });
  }
}
