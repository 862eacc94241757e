import type { FastifyInstance } from "fastify";

import type { OrderClient } from "../order-client";
import {
  findInvoice,
  insertInvoice,
  listInvoices,
  type NewInvoice,
} from "../repositories/invoices";
import type { Database } from "../shared/database";
import { requireDecimals } from "../shared/decimals";
import { ApiError, errorResponses } from "../shared/errors";
import { addReadRoutes } from "../shared/read-routes";

const fields = {
  orderId: { type: "string", format: "uuid" },
  taxRate: {
    type: "number",
    minimum: 0,
    maximum: 1,
    description: "Part of the subtotal, at most four decimals: 0.1 is ten per cent",
  },
} as const;

const newInvoiceSchema = {
  $id: "NewInvoice",
  type: "object",
  additionalProperties: false,
  required: ["orderId", "taxRate"],
  properties: fields,
} as const;

const amount = { type: "number", minimum: 0 } as const;

const invoiceSchema = {
  $id: "Invoice",
  type: "object",
  required: ["id", "orderId", "taxRate", "subtotal", "tax", "total", "createdAt"],
  properties: {
    id: { type: "string", format: "uuid" },
    ...fields,
    subtotal: { ...amount, description: "The order's total when the invoice was made" },
    tax: { ...amount, description: "subtotal x taxRate, half a cent rounded up" },
    total: { ...amount, description: "subtotal + tax" },
    createdAt: { type: "string", format: "date-time" },
  },
} as const;

/** Adds `POST` and `GET /api/invoices` and `GET /api/invoices/:id`. */
export function addInvoiceRoutes(
  app: FastifyInstance,
  database: Database,
  orders: OrderClient,
): void {
  app.addSchema(newInvoiceSchema);
  app.addSchema(invoiceSchema);

  const schema = {
    tags: ["invoices"],
    summary: "Makes an order's invoice; 422 when the order does not exist",
    body: { $ref: "NewInvoice#" },
    response: {
      201: { description: "The new invoice", $ref: "Invoice#" },
      ...errorResponses(400, 413, 415, 422, 502, 503),
    },
  };
  type Body = Pick<NewInvoice, "orderId" | "taxRate">;
  app.post<{ Body: Body }>("/api/invoices", { schema }, async ({ body, id }, reply) => {
    const { orderId, taxRate } = body;
    requireDecimals("taxRate", taxRate, 4);
    const order = await orders.find(orderId, id);
    if (!order) {
      const message = `There is no order with id ${orderId}.`;
      throw new ApiError(422, "unknown_order", message, "orderId");
    }
    const created = await insertInvoice(database, { orderId, subtotal: order.total, taxRate });
    return reply.code(201).header("location", `/api/invoices/${created.id}`).send(created);
  });

  addReadRoutes(app, {
    path: "/api/invoices",
    name: "invoice",
    schemaId: "Invoice",
    list: page => listInvoices(database, page),
    find: id => findInvoice(database, id),
  });
}
