import type { FastifyInstance } from "fastify";

import { ApiError, errorResponses } from "./errors";
import { type Page, type PageQuery, pageQuerySchema, pageSchema, readNumbers } from "./lists";

/** A collection of things with ids, as it is read over HTTP. */
export interface Collection<Item> {
  /** Path of the list, such as `/api/customers`. */
  path: string;
  /** One item's name in prose, such as `customer`. */
  name: string;
  /** `$id` of one item's schema. */
  schemaId: string;
  /** One page, the oldest item first. */
  list: (page: PageQuery) => Promise<Page<Item>>;
  /** The item with an id, if there is one. */
  find: (id: string) => Promise<Item | undefined>;
}

/** Adds `GET <path>` and `GET <path>/:id`. */
export function addReadRoutes<Item>(app: FastifyInstance, collection: Collection<Item>): void {
  addListRoute(app, collection);
  addItemRoute(app, collection);
}

function addListRoute<Item>(
  app: FastifyInstance,
  { path, name, schemaId, list }: Collection<Item>,
): void {
  const schema = {
    tags: [`${name}s`],
    summary: `Lists ${name}s, the oldest first`,
    querystring: pageQuerySchema,
    response: { 200: pageSchema(`${schemaId}#`), ...errorResponses(400, 503) },
  };
  app.get<{ Querystring: PageQuery }>(path, { schema, preValidation: readNumbers }, request =>
    list(request.query),
  );
}

function addItemRoute<Item>(
  app: FastifyInstance,
  { path, name, schemaId, find }: Collection<Item>,
): void {
  const schema = {
    tags: [`${name}s`],
    summary: `Reads one ${name}`,
    params: {
      type: "object",
      required: ["id"],
      properties: { id: { type: "string", format: "uuid" } },
    },
    response: {
      200: { description: `The ${name}`, $ref: `${schemaId}#` },
      ...errorResponses(400, 404, 503),
    },
  };
  app.get<{ Params: { id: string } }>(`${path}/:id`, { schema }, async ({ params: { id } }) => {
    const item = await find(id);
    if (item === undefined) {
      throw new ApiError(404, "not_found", `There is no ${name} with id ${id}.`, "id");
    }
    return item;
  });
}
