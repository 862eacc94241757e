import type { FastifyInstance } from "fastify";

import type { Broker } from "../dependencies/broker";
import type { Cache } from "../dependencies/cache";
import type { DocumentStore, StoredDocument } from "../dependencies/documents";
import { ApiError } from "../shared/errors";
import type { PageQuery } from "../shared/lists";
import { reasonOf } from "../shared/logging";
import { addReadRoutes } from "../shared/read-routes";

/** Where documents go. */
export interface Stores {
  documents?: DocumentStore;
  cache?: Cache;
  broker?: Broker;
}

/** One collection of a service's. */
export interface Resource extends Stores {
  service: string;
  /** Its name, such as `orders`. */
  name: string;
  /** Its path, such as `/api/orders`. */
  path: string;
}

const documentSchema = {
  $id: "Document",
  type: "object",
  required: ["id", "createdAt", "document"],
  properties: {
    id: { type: "string", format: "uuid" },
    createdAt: { type: "string", format: "date-time" },
    document: { type: "object", additionalProperties: true },
  },
} as const;

const idSchema = {
  type: "object",
  required: ["id"],
  properties: { id: { type: "string", format: "uuid" } },
} as const;

/** Adds `POST`, `GET` and `GET` and `DELETE` `/:id` for each resource. */
export function addResources(app: FastifyInstance, resources: readonly Resource[]): void {
  app.addSchema(documentSchema);
  for (const resource of resources) {
    addReadRoutes(app, {
      path: resource.path,
      name: "document",
      schemaId: documentSchema.$id,
      list: page => listDocuments(resource, page),
      find: id => findDocument(resource, id),
    });
    addWriteRoutes(app, resource);
  }
}

function addWriteRoutes(app: FastifyInstance, resource: Resource): void {
  const { path, name, cache } = resource;
  const schema = { body: { type: "object" }, response: { 201: { $ref: "Document#" } } };
  app.post<{ Body: Record<string, unknown> }>(path, { schema }, async (request, reply) => {
    const created = await storeOf(resource).insert(name, request.body);
    await tell(app, resource, "created", created.id);
    return reply.code(201).header("location", `${path}/${created.id}`).send(created);
  });
  app.delete<{ Params: { id: string } }>(
    `${path}/:id`,
    { schema: { params: idSchema } },
    async ({ params: { id } }, reply) => {
      if (!(await storeOf(resource).remove(name, id))) {
        throw new ApiError(404, "not_found", `There is no document with id ${id}.`, "id");
      }
      await cache?.forget(keyOf(resource, id));
      await tell(app, resource, "deleted", id);
      return reply.code(204).send();
    },
  );
}

async function listDocuments(resource: Resource, page: PageQuery) {
  return storeOf(resource).list(resource.name, page);
}

async function findDocument(resource: Resource, id: string): Promise<StoredDocument | undefined> {
  const documents = storeOf(resource);
  const load = () => documents.find(resource.name, id);
  return resource.cache ? resource.cache.readThrough(keyOf(resource, id), load) : load();
}

/** A document's id is a UUID, which is the same in capitals. */
const keyOf = ({ service, name }: Resource, id: string) => `${service}:${name}:${id.toLowerCase()}`;

/** What keeps the documents; 501 when nothing does. */
function storeOf({ documents }: Resource): DocumentStore {
  if (!documents) {
    const message = "This service keeps nothing: it has no database (DATABASE_URL).";
    throw new ApiError(501, "no_database", message);
  }
  return documents;
}

/** Publishes what became of a document. The document stays as it is when the broker is away. */
async function tell(app: FastifyInstance, resource: Resource, what: string, id: string) {
  const { service, name, broker } = resource;
  try {
    await broker?.publish(`events.${service}.${name}.${what}`, {
      service,
      resource: name,
      what,
      id,
    });
  } catch (error) {
    app.log.warn({ reason: reasonOf(error), id }, "an event was not published");
  }
}
