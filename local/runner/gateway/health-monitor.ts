import * as http from "node:http";
import { canConnect } from "../processes/ports";
import type { HealthCheck } from "../listening";

/** What is known of a target. A starting one has not yet passed a check since its process began. */
export type Health = "starting" | "healthy" | "unhealthy";

/** A starting target is asked this often, in milliseconds, so that nobody waits for its interval. */
const startingPauseMs = 150;

/**
 * Asks one target as its target group says, and says when its health changes. A target is healthy
 * from its first passed check on, as on AWS; then the thresholds count.
 */
export class HealthMonitor {
  health: Health = "starting";
  /** What was wrong with the last answer; undefined when it was well, or nothing was asked yet. */
  reason: string | undefined;
  private streak = 0;
  private timer: NodeJS.Timeout | undefined;
  /** Answers to checks of an earlier process do not count. */
  private generation = 0;

  constructor(
    readonly check: HealthCheck,
    private readonly onChange: (health: Health) => void,
  ) {}

  /** A process has been started, in place of another or as the first. */
  restart(): void {
    this.lost();
    void this.ask(this.generation);
  }

  /** The process has ended: nothing is asked until the next one starts. */
  lost(): void {
    this.stop();
    this.streak = 0;
    this.reason = undefined;
    this.set("starting");
  }

  /** Ends the checks. */
  stop(): void {
    this.generation += 1;
    clearTimeout(this.timer);
  }

  private async ask(generation: number): Promise<void> {
    const reason = await ask(this.check);
    if (generation !== this.generation) {
      return;
    }
    this.reason = reason;
    this.count(reason === undefined);
    const { intervalSeconds } = this.check;
    const pause = this.health === "starting" ? startingPauseMs : intervalSeconds * 1000;
    this.timer = setTimeout(() => void this.ask(generation), pause);
  }

  private count(passed: boolean): void {
    if (this.health === "starting") {
      if (passed) {
        this.set("healthy");
      }
      return;
    }
    // The streak counts answers that speak against what is believed.
    this.streak = passed === (this.health === "healthy") ? 0 : this.streak + 1;
    const { healthyThreshold, unhealthyThreshold } = this.check;
    if (this.streak >= (passed ? healthyThreshold : unhealthyThreshold)) {
      this.streak = 0;
      this.set(passed ? "healthy" : "unhealthy");
    }
  }

  private set(health: Health): void {
    if (health !== this.health) {
      this.health = health;
      this.onChange(health);
    }
  }
}

/** Makes one check. Returns what is wrong with the answer, or undefined when it passed. */
async function ask(check: HealthCheck): Promise<string | undefined> {
  const { path, host = "127.0.0.1", port, matcher, timeoutSeconds } = check;
  const timeout = timeoutSeconds * 1000;
  if (path === undefined) {
    return (await canConnect(port, timeout, host)) ? undefined : "no connection";
  }
  return new Promise(resolve => {
    const headers = { "user-agent": "ELB-HealthChecker/2.0", connection: "close" };
    const signal = AbortSignal.timeout(timeout);
    http
      .get({ host, port, path, headers, agent: false, signal }, response => {
        response.resume();
        const code = response.statusCode ?? 0;
        resolve(matchesCode(matcher, code) ? undefined : `answered ${code}, not ${matcher}`);
      })
      .on("error", error => resolve(describe(error, timeoutSeconds)));
  });
}

function describe(error: NodeJS.ErrnoException, timeoutSeconds: number): string {
  if (error.name === "AbortError") {
    return `no answer in ${timeoutSeconds} s`;
  }
  return error.code === "ECONNREFUSED" ? "connection refused" : error.message;
}

/** Whether a status code is among those of a matcher: `200`, `200,202` or `200-299`. */
export function matchesCode(matcher: string, code: number): boolean {
  return matcher.split(",").some(part => {
    const [first, last = first] = part.split("-").map(Number);
    return code >= first && code <= last;
  });
}
