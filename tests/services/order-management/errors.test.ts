import { expect } from "chai";
import type { FastifyInstance, LightMyRequestResponse } from "fastify";

import { awayDatabase, orderApp } from "./support/apps";
import { migratedDatabase } from "./support/postgres";
import { startMuteServer } from "../support/mute-server";
import { holdLock, queryDatabase } from "../support/postgres";
import { until } from "../support/until";

const json = { "content-type": "application/json" };

/** The error of an answer, after a check that its body has the one shape. */
function errorOf(answer: LightMyRequestResponse) {
  expect(answer.headers["content-type"]).to.match(/^application\/json/);
  const body = answer.json();
  expect(Object.keys(body)).to.deep.equal(["error"]);
  expect(body.error).to.include.keys("code", "message", "requestId");
  expect(body.error.requestId).to.equal(answer.headers["x-request-id"]);
  return body.error;
}

describe("the answer to a request that fails", () => {
  let app: FastifyInstance;
  const post = (payload: string, headers: Record<string, string> = json) =>
    app.inject({ method: "POST", url: "/api/customers", payload, headers });

  before(async () => {
    app = await orderApp(awayDatabase);
  });
  after(() => app?.close());

  for (const [what, request, status, code] of [
    ["an unknown route", () => app.inject("/api/nothing"), 404, "not_found"],
    ["the root", () => app.inject("/"), 404, "not_found"],
    [
      "an unknown method",
      () => app.inject({ method: "PUT", url: "/api/orders" }),
      404,
      "not_found",
    ],
    ["a path that cannot be decoded", () => app.inject("/api/orders/%E0%A4%A"), 400, "bad_request"],
    ["JSON that is none", () => post("{"), 400, "bad_request"],
    ["JSON that aims at a prototype", () => post('{"__proto__":{}}'), 400, "bad_request"],
    ["an empty body", () => post(""), 400, "bad_request"],
    ["a list for a body", () => post("[]"), 400, "invalid_field"],
    ["no body", () => app.inject({ method: "POST", url: "/api/orders" }), 400, "invalid_field"],
    ["text", () => post("{}", { "content-type": "text/plain" }), 415, "unsupported_media_type"],
    ["a body that is too large", () => post(`"${"a".repeat(70_000)}"`), 413, "payload_too_large"],
    ["a list while the database is away", () => app.inject("/api/orders"), 503, "database_away"],
  ] as const) {
    it(`is ${status} ${code} to ${what}`, async () => {
      const answer = await request();
      expect(answer.statusCode).to.equal(status);
      expect(errorOf(answer).code).to.equal(code);
    });
  }

  it("says nothing of the database's address or password", async () => {
    const answer = await app.inject("/api/customers");
    expect(answer.body).to.not.match(/127\.0\.0\.1|secret|ECONN|postgres/i);
  });

  for (const [what, headers, expected] of [
    ["the caller's", { "x-request-id": "abc-1" }, "abc-1"],
    ["the load balancer's", { "x-amzn-trace-id": "Root=1-2-3" }, "Root=1-2-3"],
    [
      "the caller's before the load balancer's",
      { "x-request-id": "a", "x-amzn-trace-id": "b" },
      "a",
    ],
  ] as const) {
    it(`carries ${what} request id`, async () => {
      expect(errorOf(await app.inject({ url: "/", headers })).requestId).to.equal(expected);
    });
  }

  for (const given of ["", "two words", "a".repeat(201)]) {
    it(`carries an id of its own in place of ${JSON.stringify(given.slice(0, 12))}`, async () => {
      const answer = await app.inject({ url: "/", headers: { "x-request-id": given } });
      expect(errorOf(answer).requestId).to.match(/^[0-9a-f-]{36}$/);
    });
  }
});

describe("a database that fails", () => {
  it("gives 500 without details when it refuses a statement", async () => {
    const url = await migratedDatabase();
    const app = await orderApp(url);
    await queryDatabase(url, "ALTER TABLE customers RENAME TO people");
    const answer = await app.inject("/api/customers");
    await app.close();
    expect(answer.statusCode).to.equal(500);
    expect(errorOf(answer).code).to.equal("internal_error");
    expect(answer.body).to.not.match(/relation|customers/);
  });

  it("gives 503 when the password is wrong", async () => {
    const url = new URL(await migratedDatabase());
    url.password = "wrong";
    const app = await orderApp(url.href);
    const answer = await app.inject("/api/customers");
    await app.close();
    expect(errorOf(answer).code).to.equal("database_away");
  });

  it("gives 503 when TLS is asked for and the server has none, rather than go without", async () => {
    const app = await orderApp(`${await migratedDatabase()}?sslmode=require`);
    const answer = await app.inject("/api/customers");
    await app.close();
    expect(errorOf(answer).code).to.equal("database_away");
  });

  it("gives 503 when it accepts connections and says nothing", async () => {
    const mute = await startMuteServer();
    const app = await orderApp(`postgresql://u:p@127.0.0.1:${mute.port}/d`, 200);
    const answer = await app.inject("/api/customers");
    await app.close();
    mute.close();
    expect(errorOf(answer).code).to.equal("database_away");
  });

  it("gives 503 while a statement waits too long, and recovers", async () => {
    const url = await migratedDatabase();
    const app = await orderApp(url, 500);
    const unlock = await holdLock(url, "LOCK TABLE customers");
    const locked = await app.inject("/api/customers");
    await unlock();
    expect(errorOf(locked).code).to.equal("database_away");
    await until(async () => (await app.inject("/api/customers")).statusCode === 200);
    await app.close();
  });

  it("is found again after its connections were cut", async () => {
    const url = await migratedDatabase();
    const app = await orderApp(url);
    expect((await app.inject("/api/customers")).statusCode).to.equal(200);
    await queryDatabase(
      url,
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND pid <> pg_backend_pid()`,
    );
    await until(async () => (await app.inject("/api/customers")).statusCode === 200);
    await app.close();
  });
});
