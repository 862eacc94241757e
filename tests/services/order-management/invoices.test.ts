import { expect } from "chai";
import type { FastifyInstance } from "fastify";
import type { RequestListener } from "node:http";

import { awayDatabase, awayService, invoiceApp } from "./support/apps";
import { startStub, type Stub } from "./support/order-service-stub";
import { migratedDatabase } from "./support/postgres";

const orderId = "11111111-1111-4111-8111-111111111111";
const nobody = "00000000-0000-4000-8000-000000000000";

describe("invoice-service: invoices", () => {
  let database: string;
  let stub: Stub;
  let app: FastifyInstance;
  /** What the order service answers; each test sets its own. */
  let answer: RequestListener;
  const answerWith = (status: number, body: string) => {
    answer = (_request, response) => void response.writeHead(status).end(body);
  };
  const answerTotal = (total: unknown) => answerWith(200, JSON.stringify({ id: orderId, total }));
  const post = (change: object = {}, headers = {}) =>
    app.inject({
      method: "POST",
      url: "/api/invoices",
      payload: { orderId, taxRate: 0.1, ...change },
      headers,
    });

  before(async function () {
    this.timeout(60_000);
    database = await migratedDatabase();
    stub = await startStub((request, response) => answer(request, response));
    app = await invoiceApp(database, `${stub.url}/`);
  });
  after(async () => {
    await app?.close();
    await stub?.close();
  });
  beforeEach(() => answerTotal(100));

  it("reads the order over HTTP, under the same request id", async () => {
    const asked: unknown[] = [];
    answer = (request, response) => {
      asked.push(request.method, request.url, request.headers["x-request-id"]);
      response.end(JSON.stringify({ id: orderId, total: 100 }));
    };
    await post({}, { "x-request-id": "r-1" });
    expect(asked).to.deep.equal(["GET", `/api/orders/${orderId}`, "r-1"]);
  });

  it("stores an invoice and says where it is", async () => {
    const created = await post();
    expect(created.statusCode).to.equal(201);
    const invoice = created.json();
    expect(invoice).to.include({ orderId, subtotal: 100, taxRate: 0.1, tax: 10, total: 110 });
    expect(created.headers.location).to.equal(`/api/invoices/${invoice.id}`);
    const read = await app.inject(`/api/invoices/${invoice.id}`);
    expect(read.statusCode).to.equal(200);
    expect(read.json()).to.deep.equal(invoice);
    const { items } = (await app.inject("/api/invoices?limit=100")).json();
    expect(items).to.deep.include(invoice);
  });

  it("takes the order's id in capitals too", async () => {
    const id = "aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa";
    answerWith(200, JSON.stringify({ id, total: 1 }));
    const created = await post({ orderId: id.toUpperCase() });
    expect(created.json()).to.include({ orderId: id, total: 1.1 });
  });

  for (const [subtotal, taxRate, tax, total] of [
    [0, 0.1, 0, 0],
    [100, 0, 0, 100],
    [100, 1, 100, 200],
    // Rounded in binary floating point, these two lose a cent.
    [10.35, 0.1, 1.04, 11.39],
    [2.3, 0.25, 0.58, 2.88],
    [0.07, 0.0825, 0.01, 0.08],
    [19.99, 0.0725, 1.45, 21.44],
    [9999999999.99, 1, 9999999999.99, 19999999999.98],
  ]) {
    it(`taxes ${subtotal} at ${taxRate} with ${tax}, to the cent`, async () => {
      answerTotal(subtotal);
      const created = await post({ taxRate });
      expect(created.json()).to.include({ subtotal, taxRate, tax, total });
    });
  }

  for (const [what, change, field] of [
    ["a missing order", { orderId: undefined }, "orderId"],
    ["an order's id that is no UUID", { orderId: "../health" }, "orderId"],
    ["a missing tax rate", { taxRate: undefined }, "taxRate"],
    ["a tax rate in text", { taxRate: "0.1" }, "taxRate"],
    ["a negative tax rate", { taxRate: -0.1 }, "taxRate"],
    ["a tax rate above 1", { taxRate: 1.01 }, "taxRate"],
    ["a tax rate with five decimals", { taxRate: 0.12345 }, "taxRate"],
    ["a field that nobody reads", { subtotal: 1 }, "subtotal"],
  ] as const) {
    it(`answers 400 naming ${field} to ${what}`, async () => {
      const refused = await post(change);
      expect(refused.statusCode).to.equal(400);
      expect(refused.json().error).to.include({ code: "invalid_field", field });
    });
  }

  it("answers 422 naming orderId to an order that does not exist", async () => {
    answerWith(404, "{}");
    const refused = await post();
    expect(refused.statusCode).to.equal(422);
    expect(refused.json().error).to.include({ code: "unknown_order", field: "orderId" });
  });

  for (const [what, status, body] of [
    ["status 500", 500, "{}"],
    ["status 204", 204, ""],
    ["HTML", 200, "<html>"],
    ["null", 200, "null"],
    ["another order", 200, JSON.stringify({ id: nobody, total: 1 })],
    ["no total", 200, JSON.stringify({ id: orderId })],
    ["a total in text", 200, JSON.stringify({ id: orderId, total: "1" })],
    ["a negative total", 200, JSON.stringify({ id: orderId, total: -1 })],
    ["fractions of a cent", 200, JSON.stringify({ id: orderId, total: 0.001 })],
  ] as const) {
    it(`answers 502 when the order service gives ${what}`, async () => {
      answerWith(status, body);
      const refused = await post();
      expect(refused.statusCode).to.equal(502);
      expect(refused.json().error.code).to.equal("order_service_bad_answer");
    });
  }

  it("answers 503 when the order service has lost its database", async () => {
    answerWith(503, "{}");
    expect((await post()).json().error.code).to.equal("order_service_away");
  });

  it("answers 503 when the order service says nothing", async () => {
    answer = () => undefined;
    const hasty = await invoiceApp(database, stub.url, 200);
    const payload = { orderId, taxRate: 0.1 };
    const refused = await hasty.inject({ method: "POST", url: "/api/invoices", payload });
    await hasty.close();
    expect(refused.statusCode).to.equal(503);
    expect(refused.json().error.code).to.equal("order_service_away");
  });

  it("answers 503 when the order service stops in the middle of an answer", async () => {
    answer = (_request, response) => {
      response.writeHead(200, { "content-length": "100" });
      response.write("{", () => response.destroy());
    };
    expect((await post()).statusCode).to.equal(503);
  });

  it("answers 503 when nothing listens for the order service", async () => {
    const alone = await invoiceApp(database, awayService);
    const payload = { orderId, taxRate: 0.1 };
    const refused = await alone.inject({ method: "POST", url: "/api/invoices", payload });
    await alone.close();
    expect(refused.statusCode).to.equal(503);
    expect(refused.json().error.code).to.equal("order_service_away");
  });

  it("answers 503 when the database is away, and says that it is the database", async () => {
    const alone = await invoiceApp(awayDatabase, stub.url);
    const payload = { orderId, taxRate: 0.1 };
    const refused = await alone.inject({ method: "POST", url: "/api/invoices", payload });
    await alone.close();
    expect(refused.statusCode).to.equal(503);
    expect(refused.json().error.code).to.equal("database_away");
  });

  it("answers 404 to an id that no invoice has, and 400 to one that is no UUID", async () => {
    expect((await app.inject(`/api/invoices/${nobody}`)).statusCode).to.equal(404);
    expect((await app.inject("/api/invoices/x")).json().error.field).to.equal("id");
  });
});
