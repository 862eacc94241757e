import type { FastifyInstance } from "fastify";

import { addCustomerRoutes } from "./routes/customers";
import { addOrderRoutes } from "./routes/orders";
import { createApp } from "./shared/app";
import type { Database } from "./shared/database";

/** Name of the service, in its logs and everywhere else. */
export const serviceName = "order-service";

/** What the server is made from. */
export interface ServerOptions {
  /** Closed with the server. */
  database: Database;
  logLevel: string;
  nodeEnv: string;
}

/** The order service's server, not listening yet. */
export async function buildServer(options: ServerOptions): Promise<FastifyInstance> {
  const { database, logLevel, nodeEnv } = options;
  const app = await createApp({
    service: serviceName,
    description: "Customers and their orders.",
    logLevel,
    nodeEnv,
    checks: { database: () => database.query("SELECT 1") },
  });
  app.addHook("onClose", () => database.close());
  addCustomerRoutes(app, database);
  addOrderRoutes(app, database);
  return app;
}
