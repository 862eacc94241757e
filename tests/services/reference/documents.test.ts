import { expect } from "chai";
import type { FastifyInstance } from "fastify";

import { emptyDatabase, queryDatabase } from "../support/postgres";
import { referenceApp } from "./support/apps";

const json = { "content-type": "application/json" };
const unknown = "00000000-0000-4000-8000-000000000000";

describe("the reference service's documents", () => {
  let database: string;
  let app: FastifyInstance;

  before(async function () {
    this.timeout(60_000);
    database = await emptyDatabase();
  });
  beforeEach(() => {
    app = referenceApp({
      BASE_PATH: "/api/orders",
      RESOURCES: "orders,line-items",
      DATABASE_URL: database,
    });
  });

  const post = (payload: string, url = "/api/orders/orders") =>
    app.inject({ method: "POST", url, payload, headers: json });
  const remove = (url: string) => app.inject({ method: "DELETE", url });

  it("are stored, read and deleted", async () => {
    const document = { customer: "Eve", total: 12.5, lines: [{ sku: "a\u0000b" }], none: null };
    const created = await post(JSON.stringify(document));
    expect(created.statusCode).to.equal(201);
    const stored = created.json();
    const url = `/api/orders/orders/${stored.id}`;
    expect(created.headers.location).to.equal(url);
    expect(stored.document).to.deep.equal(document);
    const read = await app.inject(url);
    expect(read.statusCode).to.equal(200);
    expect(read.json()).to.deep.equal(stored);
    expect(new Date(stored.createdAt).toISOString()).to.equal(stored.createdAt);
    expect((await remove(url)).statusCode).to.equal(204);
    expect((await app.inject(url)).statusCode).to.equal(404);
    expect((await remove(url)).statusCode).to.equal(404);
  });

  it("of one resource are not another's", async () => {
    const { id } = (await post("{}")).json();
    expect((await app.inject(`/api/orders/line-items/${id}`)).statusCode).to.equal(404);
    expect((await remove(`/api/orders/line-items/${id}`)).statusCode).to.equal(404);
    expect((await app.inject(`/api/orders/orders/${id}`)).statusCode).to.equal(200);
  });

  it("are listed in pages, the oldest first", async () => {
    for (const number of [1, 2, 3]) {
      await post(JSON.stringify({ number }), "/api/orders/line-items");
    }
    const list = async (query: string) => {
      const answer = await app.inject(`/api/orders/line-items?${query}`);
      const { items, ...page } = answer.json();
      return { ...page, numbers: items.map((item: any) => item.document.number) };
    };
    expect(await list("limit=2")).to.deep.equal({
      limit: 2,
      offset: 0,
      hasMore: true,
      numbers: [1, 2],
    });
    expect(await list("limit=2&offset=2")).to.deep.equal({
      limit: 2,
      offset: 2,
      hasMore: false,
      numbers: [3],
    });
  });

  for (const [what, request, status] of [
    ["a list for a document", () => post("[]"), 400],
    ["JSON that is none", () => post("{"), 400],
    ["JSON that aims at a prototype", () => post('{"__proto__":{}}'), 400],
    ["a document that is too large", () => post(`{"a":"${"a".repeat(70_000)}"}`), 413],
    ["an id that is none", () => app.inject("/api/orders/orders/1"), 400],
    ["an id that is none, to delete", () => remove("/api/orders/orders/1"), 400],
    ["a document that is not there", () => app.inject(`/api/orders/orders/${unknown}`), 404],
    ["a page that is too large", () => app.inject("/api/orders/orders?limit=101"), 400],
    ["a resource that is not kept", () => post("{}", "/api/orders/others"), 404],
  ] as const) {
    it(`answer ${status} to ${what}`, async () => {
      const answer = await request();
      expect(answer.statusCode).to.equal(status);
      expect(Object.keys(answer.json())).to.deep.equal(["error"]);
      expect(answer.json().error).to.include.keys("code", "message", "requestId");
    });
  }

  it("are kept in one table for each service, made once by two that start at once", async () => {
    const url = await emptyDatabase();
    const apps = ["first-service", "first-service", "second"].map(SERVICE_NAME =>
      referenceApp({ SERVICE_NAME, RESOURCES: "orders", DATABASE_URL: url }),
    );
    const requests = apps.map(each =>
      each.inject({ method: "POST", url: "/orders", payload: "{}", headers: json }),
    );
    const answers = await Promise.all(requests);
    expect(answers.map(({ statusCode }) => statusCode)).to.deep.equal([201, 201, 201]);
    const tables = await queryDatabase(
      url,
      "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1",
    );
    expect(tables.map(({ tablename }) => tablename)).to.deep.equal([
      "documents_first_service",
      "documents_second",
    ]);
    expect((await apps[0].inject("/orders")).json().items).to.have.length(2);
  });

  it("are listed from the replica and changed in the database", async () => {
    const [primary, replica] = [await emptyDatabase(), await emptyDatabase()];
    const env = { RESOURCES: "orders" };
    const other = referenceApp({ ...env, DATABASE_URL: replica });
    await other.inject({ method: "POST", url: "/orders", payload: '{"at":1}', headers: json });
    const both = referenceApp({ ...env, DATABASE_URL: primary, DATABASE_REPLICA_URL: replica });
    await both.inject({ method: "POST", url: "/orders", payload: '{"at":2}', headers: json });
    const { items } = (await both.inject("/orders")).json();
    expect(items.map((item: any) => item.document)).to.deep.equal([{ at: 1 }]);
    const rows = await queryDatabase(primary, "SELECT document FROM documents_orders");
    expect(rows).to.deep.equal([{ document: { at: 2 } }]);
  });

  it("are reached with a password that is apart from the URL", async () => {
    const url = new URL(database);
    const { password } = url;
    url.password = "";
    const apart = referenceApp({
      RESOURCES: "orders",
      DATABASE_URL: url.href,
      PGPASSWORD: password,
    });
    expect((await apart.inject("/orders")).statusCode).to.equal(200);
  });

  it("answer 503 while the database is away, and say nothing of it", async () => {
    const DATABASE_URL = "postgresql://user:secret@127.0.0.1:2/none";
    const answer = await referenceApp({ RESOURCES: "orders", DATABASE_URL }).inject("/orders");
    expect(answer.statusCode).to.equal(503);
    expect(answer.json().error.code).to.equal("database_away");
    expect(answer.body).to.not.match(/127\.0\.0\.1|secret|ECONN/);
  });

  for (const [method, url] of [
    ["GET", "/orders"],
    ["POST", "/orders"],
    ["GET", `/orders/${unknown}`],
    ["DELETE", `/orders/${unknown}`],
  ] as const) {
    it(`answer 501 to ${method} ${url} without a database`, async () => {
      const payload = method === "POST" ? "{}" : undefined;
      const headers = payload && json;
      const without = referenceApp({ RESOURCES: "orders" });
      const answer = await without.inject({ method, url, payload, headers });
      expect(answer.statusCode).to.equal(501);
      expect(answer.json().error.code).to.equal("no_database");
    });
  }
});
