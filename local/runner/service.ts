import * as fs from "node:fs";
import { HealthMonitor, type Health } from "./gateway/health-monitor";
import { RunError } from "./errors";
import { containerEnvironment } from "./processes/environment";
import type { RunRecord } from "./processes/run-record";
import { Supervisor } from "./processes/supervisor";
import type { RunIo, ServicePlan } from "./types";

/** A service that ends this often before its first passed check is given up, as ECS does. */
const startAttempts = 3;

/** A service's process, kept running, with the checks that its target groups make. */
export class Service {
  private readonly supervisor: Supervisor;
  private readonly monitors: HealthMonitor[];
  private wasReady = false;
  private exits = 0;
  private settle: { resolve(): void; reject(error: Error): void } | undefined;

  constructor(
    readonly plan: ServicePlan,
    private readonly io: Pick<RunIo, "report" | "log">,
    record: RunRecord,
  ) {
    const spec = {
      name: plan.name,
      command: plan.command,
      cwd: plan.context,
      env: containerEnvironment(plan.env),
      signal: "SIGTERM" as const,
      onLine: (line: string) => io.log(plan.name, line),
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
   * @throws RunError with the last lines when the time is over, or the process ends again and again.
   */
  async start(deadlineMs: number): Promise<void> {
    this.wasReady = false;
    this.exits = 0;
    const ready = new Promise<void>((resolve, reject) => (this.settle = { resolve, reject }));
    const timer = setTimeout(() => this.late(deadlineMs / 1000), deadlineMs);
    this.plan.folders.forEach(folder => fs.mkdirSync(folder, { recursive: true, mode: 0o700 }));
    this.supervisor.start();
    this.checkReady();
    await ready.finally(() => clearTimeout(timer));
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
    this.monitors.forEach(monitor => monitor.lost());
    if (!this.wasReady && this.exits >= startAttempts) {
      this.giveUp(`ended ${this.exits} times before it was healthy, last with ${how}`);
    } else {
      this.io.report(
        `${this.plan.name} ended with ${how}; starting it again in ${pauseMs / 1000} s`,
      );
    }
  }

  private changed(path: string | undefined, health: Health): void {
    this.checkReady();
    if (this.wasReady && health !== "starting") {
      this.io.report(`${this.plan.name} is ${health}${path ? ` (${path})` : ""}`);
    }
  }

  private checkReady(): void {
    if (this.health === "healthy") {
      this.wasReady = true;
      this.settle?.resolve();
    }
  }

  private late(seconds: number): void {
    const asked = this.monitors
      .filter(({ health }) => health !== "healthy")
      .map(({ check: { path, port } }) => `${path ?? "a connection"} on port ${port}`);
    this.giveUp(`did not become healthy in ${seconds} s (${asked.join(", ")})`);
  }

  private giveUp(why: string): void {
    this.settle?.reject(new RunError(`${this.plan.name} ${why}${this.supervisor.tail}`));
  }
}
