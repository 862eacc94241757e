import { expect } from "chai";
import type { FastifyInstance } from "fastify";

import { referenceApp } from "./support/apps";

const awayDatabase = "postgresql://user:secret@127.0.0.1:2/none";

/** An HTTP URL where nothing listens. Port 1 would not do: `fetch` refuses it by itself. */
const awayService = "http://127.0.0.1:2";

async function ask(app: FastifyInstance, url: string) {
  const answer = await app.inject(url);
  return { status: answer.statusCode, body: answer.json(), text: answer.body };
}

const isInstant = (text: string) => new Date(text).toISOString() === text;

/** What each system's load balancer and containers are promised. */
const contracts = [
  {
    system: "customer-portal",
    env: { HEALTH_PATHS: "/health", READY_PATHS: "/health/ready" },
    alive: ["/health"],
    ready: "/health/ready",
    isAlive: { status: "ok" },
    isReady: { status: "ok", dependencies: {} },
    isNotReady: { status: "unavailable", dependencies: { database: "away", order: "away" } },
  },
  {
    system: "event-booking",
    env: {
      HEALTH_PATHS: "/actuator/health,/actuator/health/liveness",
      READY_PATHS: "/actuator/health/readiness",
      HEALTH_FORMAT: "actuator",
    },
    alive: ["/actuator/health", "/actuator/health/liveness"],
    ready: "/actuator/health/readiness",
    isAlive: { status: "UP" },
    isReady: { status: "UP", components: {} },
    isNotReady: {
      status: "DOWN",
      components: { database: { status: "DOWN" }, order: { status: "DOWN" } },
    },
  },
  {
    system: "ecommerce",
    env: { HEALTH_PATHS: "/health", READY_PATHS: "/ready" },
    alive: ["/health"],
    ready: "/ready",
    isAlive: { status: "ok" },
    isReady: { status: "ok", dependencies: {} },
    isNotReady: { status: "unavailable", dependencies: { database: "away", order: "away" } },
  },
] as const;

describe("the reference service's health", () => {
  for (const { system, env, alive, ready, isAlive, isReady, isNotReady } of contracts) {
    for (const path of alive) {
      it(`is told at ${path} as ${system} has it, whatever is away`, async () => {
        const app = referenceApp({ ...env, DATABASE_URL: awayDatabase, ORDER_URL: awayService });
        const { status, body } = await ask(app, path);
        expect(status).to.equal(200);
        expect(body).to.deep.equal(isAlive);
      });
    }

    it(`is told at ${ready} as ${system} has it`, async () => {
      const { status, body } = await ask(referenceApp(env), ready);
      expect(status).to.equal(200);
      expect(body).to.deep.equal(isReady);
    });

    it(`is 503 at ${ready} of ${system}, with the names of those away`, async () => {
      const app = referenceApp({ ...env, DATABASE_URL: awayDatabase, ORDER_URL: awayService });
      const { status, body, text } = await ask(app, ready);
      expect(status).to.equal(503);
      expect(body).to.deep.equal(isNotReady);
      expect(text).to.not.match(/127\.0\.0\.1|secret|ECONN/);
    });
  }

  for (const path of ["/health", "/health/live", "/api/v1/health"]) {
    it(`is told at ${path} as a4co has it: status, service, time and uptime`, async () => {
      const app = referenceApp({
        SERVICE_NAME: "api-gateway",
        HEALTH_PATHS: "/api/v1/health,/health,/health/live",
        READY_PATHS: "/health/ready",
        HEALTH_FORMAT: "detailed",
      });
      const { status, body } = await ask(app, path);
      expect(status).to.equal(200);
      expect(Object.keys(body)).to.deep.equal(["status", "service", "timestamp", "uptime"]);
      expect(body).to.include({ status: "ok", service: "api-gateway" });
      expect(isInstant(body.timestamp)).to.be.true;
      expect(body.uptime).to.be.a("number").above(0);
    });
  }

  it("adds the dependencies where a4co asks whether it is ready", async () => {
    const env = { READY_PATHS: "/health/ready", HEALTH_FORMAT: "detailed", ORDER_URL: awayService };
    const { status, body } = await ask(referenceApp(env), "/health/ready");
    expect(status).to.equal(503);
    expect(Object.keys(body)).to.deep.equal([
      "status",
      "service",
      "timestamp",
      "uptime",
      "dependencies",
    ]);
    expect(body).to.deep.include({ status: "unavailable", dependencies: { order: "away" } });
  });

  for (const [service, basePath] of [
    ["frontend", "/"],
    ["dashboard-client", "/dashboard"],
  ] as const) {
    it(`of a4co's ${service} is 200 at /`, async () => {
      const app = referenceApp({
        SERVICE_NAME: service,
        BASE_PATH: basePath,
        HEALTH_PATHS: "/",
        HTML: "true",
      });
      expect((await app.inject("/")).statusCode).to.equal(200);
    });
  }
});
