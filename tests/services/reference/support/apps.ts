import type { FastifyInstance } from "fastify";

import { readConfig } from "../../../../services/reference/src/config";
import { buildServer } from "../../../../services/reference/src/server";
import { afterTest } from "../../../support/ends";

/** The reference service with this environment; closed after the test. */
export function referenceApp(env: Record<string, string> = {}): FastifyInstance {
  const app = buildServer(readConfig({ SERVICE_NAME: "orders", LOG_LEVEL: "silent", ...env }));
  afterTest(() => app.close());
  return app;
}

/** The reference service, listening: its base URL. */
export function listening(env: Record<string, string> = {}): Promise<string> {
  return referenceApp(env).listen({ host: "127.0.0.1", port: 0 });
}
