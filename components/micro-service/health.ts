import { ContainerHealth } from "../task/container";

/** How the load balancer asks whether a task may get requests, where that is not what ECS asks. */
export interface Readiness {
  /** Path that answers 200 when the task may get requests. */
  path: string;

  /**
   * Seconds between two checks, 5 to 300.
   *
   * @default - health.interval
   */
  interval?: number;

  /**
   * Seconds that one may take, 2 to 120, below the interval.
   *
   * @default - health.timeout
   */
  timeout?: number;

  /**
   * Failures in a row after which a task gets no more requests, 2 to 10.
   *
   * @default - health.retries
   */
  retries?: number;
}

/** How the load balancer and ECS ask a service whether it is well. */
export interface Health {
  /** Path that answers 200 when the service is well. */
  path: string;

  /**
   * Seconds between two checks, 5 to 300.
   *
   * @default 30
   */
  interval?: number;

  /**
   * Seconds that one may take, 2 to 120, below the interval.
   *
   * @default 5
   */
  timeout?: number;

  /**
   * Failures in a row that make a task unhealthy, 2 to 10.
   *
   * @default 3
   */
  retries?: number;

  /**
   * Seconds after a task's start in which failures do not count, 0 to 300.
   *
   * @default 30
   */
  startPeriod?: number;

  /**
   * Command that ECS runs in the container.
   *
   * @default - wget (which Alpine has) on the path, over 127.0.0.1
   */
  command?: readonly string[];

  /**
   * What the load balancer asks instead: `health` is then the container's check alone, whose failures
   * make ECS replace the task. Both count for the start period. Needs routes. Changes in place.
   *
   * @default - the load balancer asks the same as ECS
   */
  readiness?: Readiness;
}

/** The defaults of what may be left out. */
export function resolveHealth(health: Health) {
  const { path, interval = 30, timeout = 5, retries = 3, startPeriod = 30, command } = health;
  return {
    container: { path, interval, timeout, retries, startPeriod, command },
    target: { path, interval, timeout, retries, ...given(health.readiness ?? {}) },
  };
}

/** A health check with nothing left out, as the load balancer makes it. */
export type TargetHealth = ReturnType<typeof resolveHealth>["target"];

/** The check that ECS makes in the container; 127.0.0.1 because `localhost` may mean IPv6. */
export function containerHealth(
  port: number,
  { path, command, ...timing }: ReturnType<typeof resolveHealth>["container"],
): ContainerHealth {
  return {
    command: command ?? [
      "CMD-SHELL",
      `wget -q -O /dev/null http://127.0.0.1:${port}${path} || exit 1`,
    ],
    ...timing,
  };
}

/** Without what is left out: a key that is there but undefined would hide a default. */
function given<T extends object>(values: T): Partial<T> {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Partial<T>;
}
