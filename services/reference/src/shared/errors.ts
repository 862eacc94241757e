import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { STATUS_CODES } from "node:http";

import { DatabaseAway } from "./database";
import { reasonOf } from "./logging";

/** An answer that is not a success. */
export class ApiError extends Error {
  /**
   * @param statusCode HTTP status
   * @param code what happened, for programs: `lower_snake_case`, stable
   * @param message what happened, for people
   * @param field the part of the request that is wrong
   */
  constructor(
    readonly statusCode: number,
    readonly code: string,
    message: string,
    readonly field?: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** The body of every answer that is not a success. */
export const errorSchema = {
  $id: "Error",
  type: "object",
  required: ["error"],
  properties: {
    error: {
      type: "object",
      required: ["code", "message", "requestId"],
      properties: {
        code: { type: "string", description: "What happened, for programs" },
        message: { type: "string", description: "What happened, for people" },
        field: { type: "string", description: "The part of the request that is wrong" },
        requestId: { type: "string", description: "Finds the request in the logs" },
      },
    },
  },
} as const;

/** Response schemas for the given statuses, for a route's `schema.response`. */
export function errorResponses(...statuses: number[]) {
  const response = (status: number) => ({ description: STATUS_CODES[status], $ref: "Error#" });
  return Object.fromEntries(statuses.map(status => [status, response(status)]));
}

/** Sends every error, Fastify's own and unknown routes too, in the one shape. */
export function handleErrors(app: FastifyInstance): void {
  app.addSchema(errorSchema);
  app.setErrorHandler<FastifyError>(sendError);
  app.setNotFoundHandler((request, reply) =>
    sendError(
      new ApiError(404, "not_found", `There is no route ${request.method} ${request.url}.`),
      request,
      reply,
    ),
  );
}

/** Sends one error; logs it when the fault is not the caller's. */
export function sendError(error: Error, request: FastifyRequest, reply: FastifyReply) {
  const { statusCode, code, message, field } = toApiError(error);
  if (statusCode === 500) {
    request.log.error({ err: error }, message);
  } else if (statusCode > 500) {
    request.log.warn({ reason: reasonOf(error) }, message);
  }
  return reply
    .code(statusCode)
    .header("x-request-id", request.id)
    .send({ error: { code, message, field, requestId: request.id } });
}

function toApiError(error: Error & Partial<FastifyError>): ApiError {
  if (error instanceof ApiError) {
    return error;
  }
  if (error instanceof DatabaseAway) {
    return new ApiError(503, "database_away", "The database is away; try again later.");
  }
  if (error.validation) {
    return invalidRequest(error.validation[0], error.validationContext ?? "request");
  }
  const { statusCode = 500 } = error;
  if (statusCode >= 400 && statusCode < 500) {
    const code = (STATUS_CODES[statusCode] ?? "bad_request").toLowerCase().replaceAll(" ", "_");
    return new ApiError(statusCode, code, error.message);
  }
  return new ApiError(500, "internal_error", "The service failed; its log says why.");
}

type Mistake = NonNullable<FastifyError["validation"]>[number];

/** 400 that names the field: from a schema's point of view a missing field is its parent's. */
function invalidRequest({ keyword, instancePath, params, message }: Mistake, part: string) {
  const { missingProperty, additionalProperty } = params as Record<string, string | undefined>;
  const path = [...instancePath.split("/").slice(1), missingProperty ?? additionalProperty];
  const field = path.filter(name => name !== undefined).join(".") || part;
  const reasons: Record<string, string> = {
    required: "is required",
    additionalProperties: "is not a known field",
    pattern: "is blank or has characters that are not allowed",
  };
  const reason = reasons[keyword] ?? message ?? "is not valid";
  return new ApiError(400, "invalid_field", `${field} ${reason}.`, field);
}
