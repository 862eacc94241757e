import { messageOf } from "../../errors";
import { Child, type ChildSpec, type Exit } from "./child";
import type { RunRecord } from "./run-record";

/** Pause before a restart: half a second, doubled each time up to ten, in milliseconds. */
const firstPauseMs = 500;
const longestPauseMs = 10_000;
/** A process that ran this long starts again with the shortest pause. */
const stableMs = 30_000;

/** Who is told what becomes of a supervised process. */
export interface SupervisorEvents {
  /** A process has been started, the first or another. */
  onStart?(): void;
  /** The process ended by itself; it is started again after the pause. */
  onExit(exit: Exit, pauseMs: number): void;
}

/** Keeps a process running until it is stopped. */
export class Supervisor {
  private child: Child | undefined;
  private timer: NodeJS.Timeout | undefined;
  private stopping = false;
  private pauseMs = firstPauseMs;

  constructor(
    private readonly spec: ChildSpec,
    private readonly record: RunRecord,
    private readonly events: SupervisorEvents,
  ) {}

  /** Starts the process: the first time, or after {@link stop}. */
  start(): void {
    this.stopping = false;
    const startedAt = Date.now();
    const child = new Child(this.spec, this.record);
    this.child = child;
    this.events.onStart?.();
    void child.exited
      .catch((error: unknown) => ({ ok: false, how: messageOf(error) }))
      .then(exit => this.ended(child, exit, Date.now() - startedAt));
  }

  /** The last lines that the process, or the one before it, wrote. */
  get tail(): string {
    return this.child?.tail ?? "";
  }

  /** Ends the process; it is not started again by itself. */
  async stop(): Promise<void> {
    this.stopping = true;
    clearTimeout(this.timer);
    await this.child?.stop();
  }

  private ended(child: Child, exit: Exit, ranMs: number): void {
    if (this.stopping || child !== this.child) {
      return;
    }
    const pauseMs = ranMs >= stableMs ? firstPauseMs : this.pauseMs;
    this.pauseMs = Math.min(pauseMs * 2, longestPauseMs);
    this.timer = setTimeout(() => this.start(), pauseMs);
    this.events.onExit(exit, pauseMs);
  }
}
