import type { FastifyInstance } from "fastify";

import { reasonOf } from "./logging";

/** Asks one dependency; rejects when it is away. */
export type Check = () => Promise<unknown>;

const aliveSchema = {
  type: "object",
  description: "The process runs",
  required: ["status", "service", "timestamp", "uptime"],
  properties: {
    status: { type: "string", const: "ok" },
    service: { type: "string" },
    timestamp: { type: "string", format: "date-time" },
    uptime: { type: "number", description: "Seconds since the process started" },
  },
} as const;

const readinessSchema = {
  type: "object",
  required: ["status", "service", "timestamp", "dependencies"],
  properties: {
    status: { type: "string", enum: ["ready", "not ready"] },
    service: { type: "string" },
    timestamp: { type: "string", format: "date-time" },
    dependencies: {
      type: "object",
      description: "Each dependency that was asked, by name",
      additionalProperties: { type: "string", enum: ["up", "away"] },
    },
  },
} as const;

/**
 * Adds `/health` and `/health/live`, which say that the process runs, and `/health/ready`, which
 * asks every dependency. A load balancer asks `/health`: were it to ask the dependencies, one
 * database away would have every task replaced.
 */
export function addHealthRoutes(
  app: FastifyInstance,
  service: string,
  checks: Readonly<Record<string, Check>>,
): void {
  const now = () => new Date().toISOString();
  const alive = () => ({ status: "ok", service, timestamp: now(), uptime: process.uptime() });
  const tags = ["health"];

  for (const path of ["/health", "/health/live"]) {
    const schema = { tags, summary: "The process runs", response: { 200: aliveSchema } };
    app.get(path, { schema }, alive);
  }

  const response = {
    200: { description: "Every dependency answers", ...readinessSchema },
    503: { description: "A dependency is away", ...readinessSchema },
  };
  const schema = { tags, summary: "The service and its dependencies answer", response };
  app.get("/health/ready", { schema }, async (request, reply) => {
    const states = await Promise.all(
      Object.entries(checks).map(async ([name, check]) => {
        try {
          await check();
          return [name, "up"] as const;
        } catch (error) {
          request.log.warn({ reason: reasonOf(error) }, `${name} is away`);
          return [name, "away"] as const;
        }
      }),
    );
    const ready = states.every(([, state]) => state === "up");
    const status = ready ? "ready" : "not ready";
    reply.code(ready ? 200 : 503);
    return { status, service, timestamp: now(), dependencies: Object.fromEntries(states) };
  });
}
