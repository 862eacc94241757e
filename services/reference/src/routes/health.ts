import type { FastifyInstance } from "fastify";

import { reasonOf } from "../shared/logging";

/** Asks one dependency; rejects when it is away. */
export type Check = () => Promise<unknown>;

/** Shapes of a health answer: see {@link HealthConfig.format}. */
export const healthFormats = ["plain", "actuator", "detailed"] as const;
export type HealthFormat = (typeof healthFormats)[number];

/** Where health is asked for, and how it is told. */
export interface HealthConfig {
  /** Name of the service. */
  service: string;
  /**
   * `plain` is `{"status":"ok"}`; `actuator` is Spring Boot's `{"status":"UP"}`; `detailed` adds the
   * service, the time and the seconds since the start: `HEALTH_FORMAT`.
   */
  format: HealthFormat;
  /** Paths that say that the process runs, and ask nothing: `HEALTH_PATHS`. */
  paths: readonly string[];
  /** Paths that ask every dependency: `READY_PATHS`. */
  readyPaths: readonly string[];
}

/** Whether each dependency answers, by name. */
type States = Readonly<Record<string, boolean>>;

/** How each format tells it: alive without states, ready or not with them. */
const formats: Readonly<Record<HealthFormat, (service: string, states?: States) => object>> = {
  plain: (_service, states) => ({
    status: isReady(states) ? "ok" : "unavailable",
    ...(states && { dependencies: tell(states, "up", "away") }),
  }),
  actuator: (_service, states) => {
    const components = states && tell(states, { status: "UP" }, { status: "DOWN" });
    return { status: isReady(states) ? "UP" : "DOWN", ...(components && { components }) };
  },
  detailed: (service, states) => ({
    status: isReady(states) ? "ok" : "unavailable",
    service,
    timestamp: new Date().toISOString(),
    uptime: process.uptime(),
    ...(states && { dependencies: tell(states, "up", "away") }),
  }),
};

const isReady = (states: States = {}) => Object.values(states).every(Boolean);

function tell<Word>(states: States, up: Word, away: Word): Record<string, Word> {
  return Object.fromEntries(
    Object.entries(states).map(([name, isUp]) => [name, isUp ? up : away] as const),
  );
}

/**
 * Adds the paths that say that the process runs, and those that ask every dependency. A load
 * balancer does well to ask the first: were it to ask the dependencies, one database away would
 * have every task replaced.
 *
 * @param timeoutMs longest wait for each dependency, in milliseconds
 */
export function addHealthRoutes(
  app: FastifyInstance,
  { service, format, paths, readyPaths }: HealthConfig,
  checks: Readonly<Record<string, Check>>,
  timeoutMs: number,
): void {
  const describe = formats[format];
  for (const path of paths) {
    app.get(path, () => describe(service));
  }
  for (const path of readyPaths) {
    app.get(path, async (request, reply) => {
      const asked = Object.entries(checks).map(async ([name, check]) => {
        const reason = await failureOf(check, timeoutMs);
        if (reason !== undefined) {
          request.log.warn({ reason }, `${name} is away`);
        }
        return [name, reason === undefined] as const;
      });
      const states = Object.fromEntries(await Promise.all(asked));
      return reply.code(isReady(states) ? 200 : 503).send(describe(service, states));
    });
  }
}

/** Why a check fails, if it does. */
async function failureOf(check: Check, timeoutMs: number): Promise<string | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer in ${timeoutMs} ms`)), timeoutMs);
  });
  try {
    await Promise.race([check(), timeout]);
    return undefined;
  } catch (error) {
    return reasonOf(error);
  } finally {
    clearTimeout(timer);
  }
}
