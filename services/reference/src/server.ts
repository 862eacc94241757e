import fastify, { type FastifyInstance } from "fastify";

import type { Config } from "./config";
import { allowOrigins } from "./cors";
import { type Broker, openBroker } from "./dependencies/broker";
import { type Cache, openCache } from "./dependencies/cache";
import { type DocumentStore, openDocuments } from "./dependencies/documents";
import { linkChecks } from "./dependencies/links";
import { addDescription } from "./routes/description";
import { addResources } from "./routes/documents";
import { addHealthRoutes, type Check } from "./routes/health";
import { addMetrics } from "./routes/metrics";
import { type Database, openDatabase } from "./shared/database";
import { handleErrors, sendError } from "./shared/errors";
import { loggerOptions, requestId, RequestLog } from "./shared/logging";

/** Longest wait for a dependency, in milliseconds. */
const timeoutMs = 2000;

/** The service's server, not listening yet. It opens what the configuration names. */
export function buildServer(config: Config): FastifyInstance {
  const { service, basePath, resources, health, html, brokerUrl, links } = config;
  const app = createApp(config);
  const { documents, checks: databaseChecks } = openStores(app, config);
  const cache = config.cache && openCache(config.cache, app.log);
  const broker = brokerUrl ? openBroker(brokerUrl, service, app.log) : undefined;
  app.addHook("onClose", async () => {
    cache?.close();
    await broker?.close();
  });
  const checks = {
    ...linkChecks(links, timeoutMs),
    ...databaseChecks,
    ...ownChecks(cache, broker),
  };

  allowOrigins(app, config.corsOrigins);
  addMetrics(app, service);
  const own = basePath || "/";
  const paths = health.paths.filter(path => !(html && path === own));
  addHealthRoutes(app, { ...health, paths }, checks, timeoutMs);
  const dependencies = Object.keys(checks).sort();
  addDescription(app, { ...config, dependencies });
  addResources(
    app,
    resources.map(name => ({
      service,
      name,
      path: `${basePath}/${name}`,
      documents,
      cache,
      broker,
    })),
  );
  if (broker) {
    app.get(`${basePath}/events`, () => broker.received());
  }
  return app;
}

function createApp({ service, logLevel, environment, health }: Config): FastifyInstance {
  const healthPaths = [...health.paths, ...health.readyPaths];
  const app = fastify({
    logger: loggerOptions(service, logLevel, environment),
    logController: new RequestLog(url => healthPaths.includes(url)),
    genReqId: requestId,
    bodyLimit: 64 * 1024,
    requestTimeout: 30_000,
    // Above the load balancer's idle time-out of 60 s, so that it never reuses a closed connection.
    keepAliveTimeout: 65_000,
    // A request that still comes in on an open connection during a stop is answered like any other.
    return503OnClosing: false,
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false } },
    routerOptions: { ignoreTrailingSlash: true },
    frameworkErrors: (error, request, reply) => void sendError(error, request, reply),
  });
  app.removeContentTypeParser("text/plain");
  handleErrors(app);
  app.addHook("onRequest", (request, reply, done) => {
    reply.headers({
      "x-request-id": request.id,
      "x-served-by": service,
      "x-content-type-options": "nosniff",
    });
    done();
  });
  return app;
}

/** Opens the database and its replica, and says how they are asked. */
function openStores(
  app: FastifyInstance,
  { service, database: config }: Config,
): { documents?: DocumentStore; checks: Record<string, Check> } {
  if (!config) {
    return { checks: {} };
  }
  const { poolMax, url, replicaUrl } = config;
  const open = (url: string): Database =>
    openDatabase({
      url,
      poolMax,
      applicationName: service,
      timeoutMs,
      onIdleError: error => app.log.warn({ reason: error.message }, "a database connection broke"),
    });
  const database = open(url);
  const replica = replicaUrl ? open(replicaUrl) : undefined;
  app.addHook("onClose", async () => {
    await Promise.all([database.close(), replica?.close()]);
  });
  const documents = openDocuments(service, database, replica);
  const checks: Record<string, Check> = { database: () => documents.check() };
  if (replica) {
    checks.replica = () => replica.query("SELECT 1");
  }
  return { documents, checks };
}

function ownChecks(cache: Cache | undefined, broker: Broker | undefined): Record<string, Check> {
  return {
    ...(cache && { cache: () => cache.ping() }),
    ...(broker && { broker: () => broker.check() }),
  };
}
