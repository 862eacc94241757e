import { expect } from "chai";
import type { FastifyInstance } from "fastify";

import { emptyDatabase } from "../support/postgres";
import { until } from "../support/until";
import { referenceApp } from "./support/apps";
import { needs, startNats, type TestServer } from "./support/servers";

describe("the reference service's events", () => {
  needs("nats-server");
  let database: string;
  let server: TestServer;

  before(async function () {
    this.timeout(60_000);
    database = await emptyDatabase();
  });
  beforeEach(async () => {
    server = await startNats();
  });
  afterEach(() => server.kill());

  async function service(SERVICE_NAME: string) {
    const app = referenceApp({
      SERVICE_NAME,
      RESOURCES: "orders",
      READY_PATHS: "/ready",
      DATABASE_URL: database,
      NATS_URL: server.url,
    });
    await until(async () => (await app.inject("/ready")).statusCode === 200);
    return app;
  }
  const headers = { "content-type": "application/json" };
  const create = (app: FastifyInstance) =>
    app.inject({ method: "POST", url: "/orders", payload: "{}", headers });
  const counted = async (app: FastifyInstance) => (await app.inject("/events")).json();
  const receives = (app: FastifyInstance, received: number) =>
    until(async () => (await counted(app)).received === received);

  it("reach every service, once however many tasks it has", async () => {
    const [order, payment, otherTask] = [
      await service("order"),
      await service("payment"),
      await service("payment"),
    ];
    const { id } = (await create(order)).json();
    await create(payment);
    await order.inject({ method: "DELETE", url: `/orders/${id}` });
    for (const app of [order, payment, otherTask]) {
      await receives(app, 3);
      expect(await counted(app)).to.deep.equal({ received: 3, waiting: 0 });
    }
  });

  it("wait for a service that is down", async () => {
    const payment = await service("payment");
    await payment.close();
    await create(await service("order"));
    await receives(await service("payment"), 1);
  });

  it("may be lost with the broker away; the document is stored, and the service recovers", async () => {
    const order = await service("order");
    await server.kill();
    const created = await create(order);
    expect(created.statusCode).to.equal(201);
    const events = await order.inject("/events");
    expect(events.statusCode).to.equal(503);
    expect(events.json().error.code).to.equal("broker_away");
    expect((await order.inject(created.headers.location as string)).statusCode).to.equal(200);
    await server.start();
    await until(async () => (await order.inject("/ready")).statusCode === 200);
    await create(order);
    await receives(order, 1);
  });

  it("have no path without a broker", async () => {
    expect((await referenceApp().inject("/events")).statusCode).to.equal(404);
  });
});
