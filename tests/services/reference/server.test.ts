import { expect } from "chai";

import { freePort } from "../support/ports";
import { emptyDatabase, queryDatabase } from "../support/postgres";
import { buildService, startBuilt } from "../support/processes";
import { until } from "../support/until";
import { referenceApp } from "./support/apps";

describe("the reference service", () => {
  const links = {
    DATABASE_URL: "postgresql://user:secret@127.0.0.1:2/none",
    ORDER_URL: "http://127.0.0.1:2",
  };

  it("says on its own path what it is, keeps and is linked to, and no address", async () => {
    const env = { BASE_PATH: "/api/order", RESOURCES: "orders", ENVIRONMENT: "prod", ...links };
    const app = referenceApp(env);
    for (const url of ["/api/order", "/api/order/"]) {
      const answer = await app.inject(url);
      expect(answer.statusCode).to.equal(200);
      expect(answer.json()).to.deep.equal({
        service: "orders",
        version: "0.1.0",
        environment: "prod",
        standIn: true,
        resources: ["/api/order/orders"],
        dependencies: ["database", "order"],
      });
      expect(answer.body).to.not.match(/127\.0\.0\.1|secret/);
    }
    expect((await app.inject("/")).statusCode).to.equal(404);
  });

  it("names itself and the request in every answer, and not what it is made with", async () => {
    const app = referenceApp();
    for (const url of ["/", "/health", "/metrics", "/nothing", "/orders/%E0%A4%A"]) {
      const { headers } = await app.inject({ url, headers: { "x-request-id": "r-1" } });
      expect(headers, url).to.include({
        "x-served-by": "orders",
        "x-request-id": "r-1",
        "x-content-type-options": "nosniff",
      });
      expect(headers).to.not.have.any.keys("x-powered-by", "server");
    }
  });

  it("answers 404 in JSON", async () => {
    const answer = await referenceApp().inject("/nothing");
    expect(answer.statusCode).to.equal(404);
    expect(answer.json().error).to.include({ code: "not_found" });
  });

  it("says nothing of a failure but that there was one", async () => {
    const url = await emptyDatabase();
    const app = referenceApp({ RESOURCES: "orders", DATABASE_URL: url });
    expect((await app.inject("/orders")).statusCode).to.equal(200);
    await queryDatabase(url, "ALTER TABLE documents_orders RENAME TO others");
    const answer = await app.inject("/orders");
    expect(answer.statusCode).to.equal(500);
    expect(answer.json().error.message).to.equal("The service failed; its log says why.");
    expect(answer.body).to.not.match(/relation|documents_orders|\.ts/);
  });

  it("keeps an idle connection for longer than the load balancer's 60 s", () => {
    expect(referenceApp().server.keepAliveTimeout).to.equal(65_000);
  });

  it("counts requests by route, method and status, not by URL", async () => {
    const app = referenceApp({ RESOURCES: "orders" });
    for (const url of ["/orders/1", "/orders/2", "/health", "/a", "/b"]) {
      await app.inject(url);
    }
    const { headers, body } = await app.inject("/metrics");
    expect(headers["content-type"]).to.match(/^text\/plain; version=0\.0\.4/);
    const count = (route: string, status: number) =>
      `http_request_duration_seconds_count{service="orders",method="GET",route="${route}",status="${status}"}`;
    expect(body).to.include(`${count("/orders/:id", 400)} 2\n`);
    expect(body).to.include(`${count("/health", 200)} 1\n`);
    expect(body).to.include(`${count("none", 404)} 2\n`);
    expect(body).to.include(`route="/health",status="200",le="+Inf"} 1\n`);
    for (const line of body.trimEnd().split("\n")) {
      expect(line).to.match(/^(# (HELP|TYPE) \w+ .+|\w+\{(\w+="[^"]*",?)+\} [\d.e-]+)$/);
    }
  });
});

describe("the reference service's pages", () => {
  const accept = (value: string) => ({ headers: { accept: value } });

  for (const [basePath, urls] of [
    ["/", ["/", "/orders/1", "/a/b"]],
    ["/dashboard", ["/dashboard", "/dashboard/", "/dashboard/a"]],
  ] as const) {
    it(`are at ${basePath} and below`, async () => {
      const app = referenceApp({ SERVICE_NAME: "frontend", HTML: "true", BASE_PATH: basePath });
      for (const url of urls) {
        const answer = await app.inject({ url, ...accept("text/html,*/*") });
        expect(answer.statusCode, url).to.equal(200);
        expect(answer.headers["content-type"]).to.equal("text/html; charset=utf-8");
        expect(answer.headers["content-security-policy"]).to.match(/^default-src 'none'/);
        expect(answer.body).to.include("<h1>frontend</h1>");
      }
    });
  }

  it("are no health check's answer, and JSON for a program", async () => {
    const app = referenceApp({ HTML: "true" });
    expect((await app.inject("/health")).json()).to.deep.equal({ status: "ok" });
    const answer = await app.inject({ url: "/", ...accept("application/json") });
    expect(answer.json()).to.include({ service: "orders", standIn: true });
    expect((await app.inject({ method: "POST", url: "/x" })).statusCode).to.equal(404);
  });

  it("tell an environment's name as text", async () => {
    const app = referenceApp({ HTML: "true", ENVIRONMENT: "<b>&" });
    expect((await app.inject("/")).body).to.include("&#60;b&#62;&#38;");
  });
});

describe("the reference service's answers to other origins", () => {
  const ask = (origin: string, method: "GET" | "OPTIONS" = "GET") =>
    referenceApp({ CORS_ORIGINS: "https://a.example,https://b.example" }).inject({
      method,
      url: "/",
      headers: { origin },
    });

  it("may be read by the pages of those that are named", async () => {
    const { headers } = await ask("https://b.example");
    expect(headers).to.include({
      "access-control-allow-origin": "https://b.example",
      vary: "Origin",
    });
    const preflight = await ask("https://b.example", "OPTIONS");
    expect(preflight.statusCode).to.equal(204);
    expect(preflight.headers["access-control-allow-methods"]).to.equal("GET, POST, DELETE");
  });

  it("may be read by nobody else's", async () => {
    for (const origin of ["https://c.example", "https://a.example.org", "null"]) {
      for (const method of ["GET", "OPTIONS"] as const) {
        const { headers } = await ask(origin, method);
        expect(headers, origin).to.not.have.property("access-control-allow-origin");
      }
    }
    const { headers } = await referenceApp().inject({ url: "/", headers: { origin: "https://a" } });
    expect(headers).to.not.have.property("access-control-allow-origin");
  });
});

describe("the reference service's process", () => {
  before(async function () {
    this.timeout(60_000);
    await buildService("reference");
  });

  it("says in one line what its environment lacks, and exits with 1", async () => {
    const { code, stdout, stderr } = await startBuilt("reference", "main.js", {}).ended;
    expect({ code, stdout }).to.deep.equal({ code: 1, stdout: "" });
    expect(stderr).to.equal(
      "reference: SERVICE_NAME is missing; set it to a name like order-service\n",
    );
  });

  it("starts while all that it is linked to is away, logs JSON without a secret, and stops at SIGTERM", async () => {
    const port = await freePort();
    const child = startBuilt("reference", "main.js", {
      SERVICE_NAME: "payment",
      PORT: `${port}`,
      HOST: "127.0.0.1",
      READY_PATHS: "/ready",
      NODE_ENV: "test",
      DATABASE_URL: "postgresql://user:secret-1@127.0.0.1:2/none",
      REDIS_URL: "redis://:secret-2@127.0.0.1:2",
      NATS_URL: "nats://:secret-3@127.0.0.1:2",
    });
    await child.untilPrinted(/Server listening/);
    const base = `http://127.0.0.1:${port}`;
    expect((await fetch(`${base}/health`)).status).to.equal(200);
    expect((await fetch(`${base}/ready`)).status).to.equal(503);
    expect((await fetch(base)).status).to.equal(200);
    await child.untilPrinted(/request answered/);
    child.signal("SIGTERM");
    const { code, stdout, stderr } = await child.ended;
    expect({ code, stderr }).to.deep.equal({ code: 0, stderr: "" });
    expect(stdout).to.not.include("secret");
    const lines = stdout
      .trimEnd()
      .split("\n")
      .map(line => JSON.parse(line) as Record<string, unknown>);
    for (const line of lines) {
      expect(line).to.include({ service: "payment", environment: "test" });
    }
    const messages = lines.map(({ msg }) => msg);
    expect(messages).to.include.members(["cache is away", "broker is away", "stopped"]);
    const answered = lines.filter(({ msg }) => msg === "request answered");
    expect(answered.map(({ url }) => url)).to.deep.equal(["/"]);
  });

  it("closes its connections to the database with itself", async () => {
    const url = await emptyDatabase();
    const connected = async () => {
      const statement =
        "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";
      return (await queryDatabase(url, statement)).length;
    };
    const app = referenceApp({ DATABASE_URL: url, READY_PATHS: "/ready" });
    expect((await app.inject("/ready")).statusCode).to.equal(200);
    expect(await connected()).to.equal(1);
    await app.close();
    await until(async () => (await connected()) === 0);
  });
});
