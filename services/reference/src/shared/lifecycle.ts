import type { FastifyInstance } from "fastify";

import { EnvironmentError } from "./environment";

/** A server and where it is to listen. */
export interface Service {
  app: FastifyInstance;
  host: string;
  port: number;
}

/** How long requests in flight may take once a stop is asked for, in milliseconds. */
const stopTimeoutMs = 9_000;

/**
 * Runs a service until SIGTERM or SIGINT: then it stops listening, finishes the requests in
 * flight, closes what the app's `onClose` hooks close, and exits with 0. Requests that are not done
 * after 9 s are cut off, before Docker kills the process at 10 s (ECS at 30 s); then, and at a
 * second signal, the exit code is 1. So it is when the start fails, after one line that says why.
 */
export async function runService(name: string, create: () => Promise<Service>): Promise<void> {
  try {
    const { app, host, port } = await create();
    stopOnSignal(app);
    await app.listen({ host, port });
  } catch (error) {
    process.stderr.write(`${name}: ${startFailure(error)}\n`);
    process.exit(1);
  }
}

function startFailure(error: unknown): string {
  const { code, message, stack } = error as NodeJS.ErrnoException;
  if (code === "EADDRINUSE" || code === "EACCES" || code === "EADDRNOTAVAIL") {
    return `cannot listen (PORT, HOST): ${message}`;
  }
  return (error instanceof EnvironmentError ? message : stack) ?? String(error);
}

function stopOnSignal(app: FastifyInstance): void {
  let stopping = false;
  // A connection that stays open after its answer would hold the stop up until it times out.
  app.addHook("onSend", (_request, reply, _payload, done) => {
    if (stopping) {
      reply.header("connection", "close");
    }
    done();
  });
  const stop = (signal: NodeJS.Signals) => {
    if (stopping) {
      process.exit(1);
    }
    stopping = true;
    app.log.info(`${signal}: stopping`);
    setTimeout(() => {
      app.log.error(`requests still unanswered after ${stopTimeoutMs} ms are cut off`);
      process.exit(1);
    }, stopTimeoutMs).unref();
    void app.close().then(() => {
      app.log.info("stopped");
      process.exit(0);
    });
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
}
