import { expect } from "chai";
import type { FastifyInstance } from "fastify";

import { orderApp } from "./support/apps";
import { migratedDatabase } from "./support/postgres";

const nobody = "00000000-0000-4000-8000-000000000000";

describe("order-service: orders", () => {
  let app: FastifyInstance;
  let customerId: string;
  const post = (change: object) =>
    app.inject({
      method: "POST",
      url: "/api/orders",
      payload: { customerId, status: "PENDING", total: 100, ...change },
    });

  before(async function () {
    this.timeout(60_000);
    app = await orderApp(await migratedDatabase());
    const payload = { email: "a@example.com", firstName: "A", lastName: "B" };
    const customer = await app.inject({ method: "POST", url: "/api/customers", payload });
    customerId = customer.json().id;
  });
  after(() => app?.close());

  it("stores an order and says where it is", async () => {
    const created = await post({ status: "CONFIRMED", total: 12.34 });
    expect(created.statusCode).to.equal(201);
    const order = created.json();
    expect(order).to.include({ customerId, status: "CONFIRMED", total: 12.34 });
    expect(created.headers.location).to.equal(`/api/orders/${order.id}`);
    const read = await app.inject(`/api/orders/${order.id}`);
    expect(read.statusCode).to.equal(200);
    expect(read.json()).to.deep.equal(order);
  });

  it("is PENDING unless told otherwise", async () => {
    const created = await post({ status: undefined });
    expect(created.json().status).to.equal("PENDING");
  });

  for (const total of [0, 0.01, 0.07, 1.1, 19.99, 1005.35, 9999999999.99]) {
    it(`gives a total of ${total} back to the cent, as a number`, async () => {
      const { id } = (await post({ total })).json();
      expect((await app.inject(`/api/orders/${id}`)).json().total).to.equal(total);
    });
  }

  it("lists orders, the oldest first", async () => {
    const { items } = (await app.inject("/api/orders?limit=2")).json();
    expect(items.map((order: any) => order.total)).to.deep.equal([12.34, 100]);
  });

  for (const [what, change, field] of [
    ["a missing customer", { customerId: undefined }, "customerId"],
    ["a customer's id that is no UUID", { customerId: "7" }, "customerId"],
    ["a status that does not exist", { status: "LOST" }, "status"],
    ["a missing total", { total: undefined }, "total"],
    ["a negative total", { total: -0.01 }, "total"],
    ["a total in text", { total: "100" }, "total"],
    ["no total", { total: null }, "total"],
    ["a total with three decimals", { total: 1.005 }, "total"],
    ["a total that is too large", { total: 10_000_000_000 }, "total"],
    ["a field that nobody reads", { discount: 1 }, "discount"],
  ] as const) {
    it(`answers 400 naming ${field} to ${what}`, async () => {
      const answer = await post(change);
      expect(answer.statusCode).to.equal(400);
      expect(answer.json().error).to.include({ code: "invalid_field", field });
    });
  }

  it("answers 422 naming customerId to a customer that does not exist", async () => {
    const answer = await post({ customerId: nobody });
    expect(answer.statusCode).to.equal(422);
    expect(answer.json().error).to.deep.include({ code: "unknown_customer", field: "customerId" });
  });

  it("answers 404 to an id that no order has, and 400 to one that is no UUID", async () => {
    expect((await app.inject(`/api/orders/${nobody}`)).statusCode).to.equal(404);
    expect((await app.inject("/api/orders/x")).json().error.field).to.equal("id");
  });
});
