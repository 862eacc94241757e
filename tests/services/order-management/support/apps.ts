import type { FastifyInstance } from "fastify";

import * as invoices from "../../../../services/order-management/invoice-service/src/server";
import { createOrderClient } from "../../../../services/order-management/invoice-service/src/order-client";
import { openDatabase as openInvoiceDatabase } from "../../../../services/order-management/invoice-service/src/shared/database";
import * as orders from "../../../../services/order-management/order-service/src/server";
import { openDatabase } from "../../../../services/order-management/order-service/src/shared/database";

const quiet = { logLevel: "silent", nodeEnv: "test" };

/** A database URL where nothing listens. */
export const awayDatabase = "postgresql://user:secret@127.0.0.1:2/none";

/** An HTTP URL where nothing listens. Port 1 would not do: `fetch` refuses it by itself. */
export const awayService = "http://127.0.0.1:2";

/** The order service on a database. */
export function orderApp(databaseUrl: string, timeoutMs?: number): Promise<FastifyInstance> {
  const applicationName = "test";
  const database = openDatabase({ url: databaseUrl, poolMax: 5, applicationName, timeoutMs });
  return orders.buildServer({ ...quiet, database });
}

/** The invoice service on a database, with its order service at a URL. */
export function invoiceApp(
  databaseUrl: string,
  orderServiceUrl: string,
  timeoutMs?: number,
): Promise<FastifyInstance> {
  const applicationName = "test";
  const database = openInvoiceDatabase({ url: databaseUrl, poolMax: 5, applicationName });
  const client = createOrderClient(orderServiceUrl, timeoutMs);
  return invoices.buildServer({ ...quiet, database, orders: client });
}
