import * as fs from "node:fs";
import { HealthMonitor, type Health } from "./gateway/health-monitor";
import type { Target } from "./gateway/types";
import { RunError, StartFailure, type Failure } from "./errors";
import type { HealthCheck } from "./listening";
import { containerEnvironment } from "./processes/environment";
import type { RunRecord } from "./processes/run-record";
import { Supervisor } from "./processes/supervisor";
import type { RunIo, ServicePlan } from "./types";

/** A service that ends this often before its first passed check is given up, as ECS does. */
const startAttempts = 3;

/** How much a starting service is given. */
export interface Patience {
  /** How long a check may take to pass for the first time, in milliseconds. */
  msOf: (check: HealthCheck) => number;
  /**
   * How often it may end before its first passed check.
   *
   * @default 3
   */
  attempts?: number;
}

/** One version of a service: its process, kept running, with the checks that are made of it. */
export class Service {
  private readonly supervisor: Supervisor;
  private readonly monitors: HealthMonitor[];
  private wasReady = false;
  private exits = 0;
  private attempts = startAttempts;
  private settle: { resolve(): void; reject(error: Error): void } | undefined;

  /** @param label Tells its versions apart in logs and messages; the service's name for the first. */
  constructor(
    readonly plan: ServicePlan,
    private readonly io: Pick<RunIo, "report" | "log">,
    record: RunRecord,
    readonly label = plan.name,
  ) {
    const spec = {
      name: label,
      command: plan.command,
      cwd: plan.context,
      env: containerEnvironment(plan.env),
      signal: "SIGTERM" as const,
      onLine: (line: string) => io.log(label, line),
    };
    this.supervisor = new Supervisor(spec, record, {
      onStart: () => this.monitors.forEach(monitor => monitor.restart()),
      onExit: (exit, pauseMs) => this.exited(exit.how, pauseMs),
    });
    this.monitors = plan.healthChecks.map(
      check => new HealthMonitor(check, health => this.changed(check.path, health)),
    );
  }

  /**
   * Starts the process.
   *
   * @returns When every check has passed once.
   * @throws StartFailure when the time is over, or the process ends again and again.
   */
  async start({ msOf, attempts = startAttempts }: Patience): Promise<void> {
    this.wasReady = false;
    this.exits = 0;
    this.attempts = attempts;
    const ready = new Promise<void>((resolve, reject) => (this.settle = { resolve, reject }));
    this.plan.folders.forEach(folder => fs.mkdirSync(folder, { recursive: true, mode: 0o700 }));
    this.supervisor.start();
    const timers = this.monitors.map(monitor => {
      const ms = msOf(monitor.check);
      return setTimeout(() => this.late(monitor, ms / 1000), ms);
    });
    this.checkReady();
    await ready.finally(() => timers.forEach(clearTimeout));
  }

  /** Its health as the strictest of its checks says; without checks it is healthy while it runs. */
  get health(): Health {
    const all = this.monitors.map(({ health }) => health);
    return (["unhealthy", "starting"] as const).find(health => all.includes(health)) ?? "healthy";
  }

  /** Whether a target group may send it requests. */
  isHealthyIn(targetGroupArn: string): boolean {
    return this.monitors.some(
      ({ check, health }) => check.targetGroupArn === targetGroupArn && health === "healthy",
    );
  }

  /** Where this version answers for a planned target of the service. */
  place({ host, port }: Target): Target {
    const { listen, rollout, env } = this.plan;
    const own = rollout && port === listen?.port;
    return { service: this.label, host, port: own ? Number(env.PORT) : port };
  }

  /** Ends the process until {@link start}; the service is not healthy meanwhile. */
  async pause(): Promise<void> {
    this.monitors.forEach(monitor => monitor.lost());
    await this.supervisor.stop();
  }

  /** Ends the process. */
  async stop(): Promise<void> {
    this.monitors.forEach(monitor => monitor.stop());
    this.settle?.reject(new RunError("The run was stopped"));
    await this.supervisor.stop();
  }

  private exited(how: string, pauseMs: number): void {
    this.exits += 1;
    const checks = this.unwell();
    this.monitors.forEach(monitor => monitor.lost());
    if (!this.wasReady && this.exits >= this.attempts) {
      const times = this.exits === 1 ? "" : ` ${this.exits} times`;
      const last = this.exits === 1 ? "" : " last";
      const why = `ended${times} before it was healthy,${last} with ${how}`;
      this.giveUp({ why, exit: how, checks });
    } else {
      this.io.report(`${this.label} ended with ${how}; starting it again in ${pauseMs / 1000} s`);
    }
  }

  private changed(path: string | undefined, health: Health): void {
    this.checkReady();
    if (this.wasReady && health !== "starting") {
      this.io.report(`${this.label} is ${health}${path ? ` (${path})` : ""}`);
    }
  }

  private checkReady(): void {
    if (this.health === "healthy") {
      this.wasReady = true;
      this.settle?.resolve();
    }
  }

  private late(monitor: HealthMonitor, seconds: number): void {
    if (monitor.health !== "healthy") {
      const why = `did not become healthy in ${seconds} s`;
      this.giveUp({ why, checks: this.unwell() });
    }
  }

  private unwell(): string[] {
    return this.monitors.filter(({ health }) => health !== "healthy").map(describe);
  }

  private giveUp(failure: Omit<Failure, "lines">): void {
    this.settle?.reject(new StartFailure(this.label, { ...failure, lines: this.supervisor.tail }));
  }
}

/** What is asked, for whom, and the last answer. */
function describe({ check: { path, port, targetGroupArn }, reason }: HealthMonitor): string {
  const asker = targetGroupArn === undefined ? "container" : "target group";
  const answer = reason === undefined ? "" : `: ${reason}`;
  return `${path ?? "a connection"} on port ${port} for its ${asker}${answer}`;
}
