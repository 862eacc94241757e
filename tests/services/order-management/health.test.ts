import { expect } from "chai";
import type { FastifyInstance } from "fastify";

import { awayDatabase, awayService, invoiceApp, orderApp } from "./support/apps";
import { startStub, type Stub } from "./support/order-service-stub";
import { migratedDatabase } from "./support/postgres";

/** Asks one path of an app that is closed afterwards. */
async function ask(app: FastifyInstance, path: string) {
  const answer = await app.inject(path);
  await app.close();
  return { status: answer.statusCode, body: answer.json() };
}

describe("health", () => {
  let database: string;
  let stub: Stub;
  let orderServiceStatus: number;
  const asked: unknown[] = [];

  before(async function () {
    this.timeout(60_000);
    database = await migratedDatabase();
    stub = await startStub((request, response) => {
      asked.push(request.url);
      response.writeHead(orderServiceStatus).end("{}");
    });
  });
  after(() => stub?.close());
  beforeEach(() => (orderServiceStatus = 200));

  for (const path of ["/health", "/health/live"]) {
    for (const [service, create] of [
      ["order-service", () => orderApp(awayDatabase)],
      ["invoice-service", () => invoiceApp(awayDatabase, awayService)],
    ] as const) {
      it(`${path} says that ${service} runs, whatever is away`, async () => {
        const { status, body } = await ask(await create(), path);
        expect(status).to.equal(200);
        expect(body).to.include({ status: "ok", service });
        expect(body.uptime).to.be.a("number");
        expect(new Date(body.timestamp).toISOString()).to.equal(body.timestamp);
      });
    }
  }

  it("/health/ready of order-service asks its database", async () => {
    const ready = await ask(await orderApp(database), "/health/ready");
    expect(ready.status).to.equal(200);
    expect(ready.body).to.deep.include({ status: "ready", dependencies: { database: "up" } });
    const away = await ask(await orderApp(awayDatabase), "/health/ready");
    expect(away.status).to.equal(503);
    expect(away.body).to.deep.include({ status: "not ready", dependencies: { database: "away" } });
  });

  it("/health/ready of invoice-service asks its database and the order service", async () => {
    asked.length = 0;
    const { status, body } = await ask(await invoiceApp(database, stub.url), "/health/ready");
    expect(status).to.equal(200);
    expect(body.dependencies).to.deep.equal({ database: "up", orderService: "up" });
    expect(asked).to.deep.equal(["/health/live"]);
  });

  it("/health/ready of invoice-service says which one is away", async () => {
    const noOrders = await ask(await invoiceApp(database, awayService), "/health/ready");
    expect(noOrders.status).to.equal(503);
    expect(noOrders.body.dependencies).to.deep.equal({ database: "up", orderService: "away" });
    const noDatabase = await ask(await invoiceApp(awayDatabase, stub.url), "/health/ready");
    expect(noDatabase.status).to.equal(503);
    expect(noDatabase.body.dependencies).to.deep.equal({ database: "away", orderService: "up" });
  });

  it("/health/ready of invoice-service calls an order service that answers 500 away", async () => {
    orderServiceStatus = 500;
    const { status, body } = await ask(await invoiceApp(database, stub.url), "/health/ready");
    expect(status).to.equal(503);
    expect(body.dependencies.orderService).to.equal("away");
  });
});
