import type { FastifyInstance } from "fastify";

/** Lets pages of these origins, and of no others, read the answers. */
export function allowOrigins(app: FastifyInstance, origins: readonly string[]): void {
  if (origins.length === 0) {
    return;
  }
  app.addHook("onRequest", (request, reply, done) => {
    const { origin } = request.headers;
    reply.header("vary", "Origin");
    if (origin === undefined || !origins.includes(origin)) {
      return done();
    }
    reply.header("access-control-allow-origin", origin);
    if (request.method !== "OPTIONS") {
      return done();
    }
    reply
      .headers({
        "access-control-allow-methods": "GET, POST, DELETE",
        "access-control-allow-headers": "content-type, x-request-id",
        "access-control-max-age": "600",
      })
      .code(204)
      .send();
  });
}
