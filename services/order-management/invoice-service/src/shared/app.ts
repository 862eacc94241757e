import swagger from "@fastify/swagger";
import swaggerUi from "@fastify/swagger-ui";
import fastify, { type FastifyInstance } from "fastify";

import { handleErrors, sendError } from "./errors";
import { addHealthRoutes, type Check } from "./health";
import { loggerOptions, requestId, RequestLog } from "./logging";

/** What makes one service's server differ from another's, its routes aside. */
export interface AppOptions {
  /** Name of the service, in logs, health answers and documentation. */
  service: string;
  /** One sentence for the documentation. */
  description: string;
  /** See `LOG_LEVEL`. */
  logLevel: string;
  /** See `NODE_ENV`. */
  nodeEnv: string;
  /** What `/health/ready` asks, by name. */
  checks: Readonly<Record<string, Check>>;
}

/**
 * A server with logs, errors, health checks and documentation (`/api/docs`), ready for routes.
 */
export async function createApp(options: AppOptions): Promise<FastifyInstance> {
  const app = fastify({
    logger: loggerOptions(options.service, options.logLevel, options.nodeEnv),
    logController: new RequestLog(),
    genReqId: requestId,
    bodyLimit: 64 * 1024,
    requestTimeout: 30_000,
    // Above the load balancer's idle time-out of 60 s, so that it never reuses a closed connection.
    keepAliveTimeout: 65_000,
    // A request that still comes in on an open connection during a stop is answered like any other.
    return503OnClosing: false,
    // Values are taken as they are, and a field that nobody reads is an error.
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false } },
    frameworkErrors: (error, request, reply) => void sendError(error, request, reply),
  });
  app.removeContentTypeParser("text/plain");
  handleErrors(app);
  app.addHook("onRequest", (request, reply, done) => {
    reply.header("x-request-id", request.id);
    done();
  });
  await addDocs(app, options);
  addHealthRoutes(app, options.service, options.checks);
  return app;
}

async function addDocs(app: FastifyInstance, { service, description }: AppOptions) {
  await app.register(swagger, {
    openapi: { openapi: "3.1.0", info: { title: service, description, version: "0.1.0" } },
    refResolver: { buildLocalReference: schema => schema.$id as string },
  });
  await app.register(swaggerUi, { routePrefix: "/api/docs", staticCSP: true });
}
