import type { FastifyInstance } from "fastify";

import {
  findOrder,
  insertOrder,
  listOrders,
  type NewOrder,
  orderStatuses,
} from "../repositories/orders";
import type { Database } from "../shared/database";
import { largestAmount, requireDecimals } from "../shared/decimals";
import { ApiError, errorResponses } from "../shared/errors";
import { addReadRoutes } from "../shared/read-routes";

const fields = {
  customerId: { type: "string", format: "uuid" },
  total: {
    type: "number",
    minimum: 0,
    maximum: largestAmount,
    description: "At most two decimals",
  },
} as const;

const status = { type: "string", enum: orderStatuses } as const;

const newOrderSchema = {
  $id: "NewOrder",
  type: "object",
  additionalProperties: false,
  required: ["customerId", "total"],
  properties: { ...fields, status: { ...status, default: "PENDING" } },
} as const;

const orderSchema = {
  $id: "Order",
  type: "object",
  required: ["id", "customerId", "status", "total", "createdAt"],
  properties: {
    id: { type: "string", format: "uuid" },
    ...fields,
    status,
    createdAt: { type: "string", format: "date-time" },
  },
} as const;

/** Adds `POST` and `GET /api/orders` and `GET /api/orders/:id`. */
export function addOrderRoutes(app: FastifyInstance, database: Database): void {
  app.addSchema(newOrderSchema);
  app.addSchema(orderSchema);

  const schema = {
    tags: ["orders"],
    summary: "Adds an order; 422 when the customer does not exist",
    body: { $ref: "NewOrder#" },
    response: {
      201: { description: "The new order", $ref: "Order#" },
      ...errorResponses(400, 413, 415, 422, 503),
    },
  };
  app.post<{ Body: NewOrder }>("/api/orders", { schema }, async ({ body }, reply) => {
    requireDecimals("total", body.total, 2);
    const created = await insertOrder(database, body);
    if (!created) {
      const message = `There is no customer with id ${body.customerId}.`;
      throw new ApiError(422, "unknown_customer", message, "customerId");
    }
    return reply.code(201).header("location", `/api/orders/${created.id}`).send(created);
  });

  addReadRoutes(app, {
    path: "/api/orders",
    name: "order",
    schemaId: "Order",
    list: page => listOrders(database, page),
    find: id => findOrder(database, id),
  });
}
