import {
  type FastifyReply,
  type FastifyRequest,
  type FastifyServerOptions,
  LogController,
} from "fastify";
import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";

/** Options of Fastify's logger: one JSON object a line, each with the field `service`. */
export function loggerOptions(service: string, level: string, nodeEnv: string) {
  return {
    level,
    base: { service, environment: nodeEnv },
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { err: describeError },
  } satisfies FastifyServerOptions["logger"];
}

/**
 * An error without the properties that `pg` adds to its own, such as `detail`, which quotes the
 * values of the row.
 */
function describeError({ name, message, stack = "" }: Error) {
  return { type: name, message, stack };
}

/** What went wrong, in one line, down to the first cause: a stack says nothing of a network. */
export function reasonOf(error: unknown): string {
  const { message, code, cause } = error as NodeJS.ErrnoException;
  const own = message || code || String(error);
  return cause === undefined ? own : `${own}: ${reasonOf(cause)}`;
}

/**
 * The id of a request: the caller's `x-request-id`, else the load balancer's `x-amzn-trace-id`,
 * else a new one. A value that is not short, printable ASCII is not taken over.
 */
export function requestId({ headers }: IncomingMessage): string {
  const given = [headers["x-request-id"], headers["x-amzn-trace-id"]];
  const usable = (id: unknown): id is string =>
    typeof id === "string" && /^[\x21-\x7e]{1,200}$/.test(id);
  return given.find(usable) ?? randomUUID();
}

/**
 * Logs one line a request, when it is answered, instead of Fastify's two. For a health check that
 * is a line of level `debug`: one every few seconds says nothing.
 */
export class RequestLog extends LogController {
  /** @param isHealthCheck says of a URL's path and query whether a health check asks it */
  constructor(private readonly isHealthCheck = (url: string) => url.startsWith("/health")) {
    super({ requestIdLogLabel: "requestId" });
  }

  override incomingRequest(): void {}

  override requestCompleted(
    error: Error | null | undefined,
    { method, url }: FastifyRequest,
    reply: FastifyReply,
  ): void {
    const milliseconds = Math.round(reply.elapsedTime * 10) / 10;
    const fields = { method, url, status: reply.statusCode, milliseconds };
    if (error) {
      reply.log.warn({ ...fields, reason: reasonOf(error) }, "answer not sent");
    } else {
      reply.log[this.isHealthCheck(url) ? "debug" : "info"](fields, "request answered");
    }
  }
}
