import type { FastifyRequest } from "fastify";

/** Which part of a list is asked for. */
export interface PageQuery {
  /** Most items in the answer. */
  limit: number;
  /** How many items to skip. */
  offset: number;
}

/** One part of a list, the oldest item first. */
export interface Page<Item> extends PageQuery {
  items: Item[];
  /** True when there are items after these. */
  hasMore: boolean;
}

/** Schema of a list's query. */
export const pageQuerySchema = {
  type: "object",
  additionalProperties: false,
  properties: {
    limit: { type: "integer", minimum: 1, maximum: 100, default: 50 },
    offset: { type: "integer", minimum: 0, maximum: 2147483647, default: 0 },
  },
} as const;

/** Schema of a list whose items have the schema `$ref`. */
export function pageSchema($ref: string) {
  return {
    type: "object",
    description: "The oldest item comes first",
    required: ["items", "limit", "offset", "hasMore"],
    properties: {
      items: { type: "array", items: { $ref } },
      limit: { type: "integer" },
      offset: { type: "integer" },
      hasMore: { type: "boolean", description: "There are items after these" },
    },
  } as const;
}

/**
 * Turns the digits in a query into numbers, before validation. Ajv could do so itself, but only
 * for bodies too, where `"1"` or `null` in place of a number is a mistake.
 */
export function readNumbers(request: FastifyRequest, _reply: unknown, done: () => void): void {
  const query = request.query as Record<string, unknown>;
  for (const [name, value] of Object.entries(query)) {
    if (typeof value === "string" && /^\d{1,15}$/.test(value)) {
      query[name] = Number(value);
    }
  }
  done();
}

/** Makes a page of rows that were selected with `LIMIT limit + 1`. */
export function toPage<Item>(rows: Item[], { limit, offset }: PageQuery): Page<Item> {
  return { items: rows.slice(0, limit), limit, offset, hasMore: rows.length > limit };
}
