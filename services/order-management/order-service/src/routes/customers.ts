import type { FastifyInstance } from "fastify";

import {
  findCustomer,
  insertCustomer,
  listCustomers,
  type NewCustomer,
} from "../repositories/customers";
import type { Database } from "../shared/database";
import { ApiError, errorResponses } from "../shared/errors";
import { addReadRoutes } from "../shared/read-routes";

const name = {
  type: "string",
  maxLength: 100,
  description: "Not blank, no control characters",
  pattern: "^(?=.*\\S)\\P{Cc}+$",
} as const;

const fields = {
  email: { type: "string", format: "email", maxLength: 254 },
  firstName: name,
  lastName: name,
} as const;

const newCustomerSchema = {
  $id: "NewCustomer",
  type: "object",
  additionalProperties: false,
  required: ["email", "firstName", "lastName"],
  properties: fields,
} as const;

const customerSchema = {
  $id: "Customer",
  type: "object",
  required: ["id", "email", "firstName", "lastName", "createdAt"],
  properties: {
    id: { type: "string", format: "uuid" },
    ...fields,
    createdAt: { type: "string", format: "date-time" },
  },
} as const;

/** Adds `POST` and `GET /api/customers` and `GET /api/customers/:id`. */
export function addCustomerRoutes(app: FastifyInstance, database: Database): void {
  app.addSchema(newCustomerSchema);
  app.addSchema(customerSchema);

  const schema = {
    tags: ["customers"],
    summary: "Adds a customer; 409 when the email is taken, whatever its case",
    body: { $ref: "NewCustomer#" },
    response: {
      201: { description: "The new customer", $ref: "Customer#" },
      ...errorResponses(400, 409, 413, 415, 503),
    },
  };
  app.post<{ Body: NewCustomer }>("/api/customers", { schema }, async (request, reply) => {
    const created = await insertCustomer(database, request.body);
    if (!created) {
      throw new ApiError(409, "email_taken", "A customer with this email exists.", "email");
    }
    return reply.code(201).header("location", `/api/customers/${created.id}`).send(created);
  });

  addReadRoutes(app, {
    path: "/api/customers",
    name: "customer",
    schemaId: "Customer",
    list: page => listCustomers(database, page),
    find: id => findCustomer(database, id),
  });
}
