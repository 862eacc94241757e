import type { FastifyInstance } from "fastify";

import type { OrderClient } from "./order-client";
import { addInvoiceRoutes } from "./routes/invoices";
import { createApp } from "./shared/app";
import type { Database } from "./shared/database";

/** Name of the service, in its logs and everywhere else. */
export const serviceName = "invoice-service";

/** What the server is made from. */
export interface ServerOptions {
  /** Closed with the server. */
  database: Database;
  orders: OrderClient;
  logLevel: string;
  nodeEnv: string;
}

/** The invoice service's server, not listening yet. */
export async function buildServer(options: ServerOptions): Promise<FastifyInstance> {
  const { database, orders, logLevel, nodeEnv } = options;
  const app = await createApp({
    service: serviceName,
    description: "Invoices of orders.",
    logLevel,
    nodeEnv,
    checks: { database: () => database.query("SELECT 1"), orderService: () => orders.ping() },
  });
  app.addHook("onClose", () => database.close());
  addInvoiceRoutes(app, database, orders);
  return app;
}
