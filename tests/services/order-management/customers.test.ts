import { expect } from "chai";
import type { FastifyInstance } from "fastify";

import { orderApp } from "./support/apps";
import { migratedDatabase } from "./support/postgres";

const ada = { email: "Ada@Example.com", firstName: "Ada", lastName: "Lovelace" };
const newcomer = { ...ada, email: "new@example.com" };

describe("order-service: customers", () => {
  let app: FastifyInstance;
  const post = (payload: unknown) =>
    app.inject({ method: "POST", url: "/api/customers", payload: payload as object });
  const get = (path: string) => app.inject(path);

  before(async function () {
    this.timeout(60_000);
    app = await orderApp(await migratedDatabase());
  });
  after(() => app?.close());

  it("stores a customer and says where it is", async () => {
    const created = await post(ada);
    expect(created.statusCode).to.equal(201);
    const { id, createdAt, ...rest } = created.json();
    expect(rest).to.deep.equal(ada);
    expect(id).to.match(/^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/);
    expect(new Date(createdAt).toISOString()).to.equal(createdAt);
    expect(created.headers.location).to.equal(`/api/customers/${id}`);
    const read = await get(`/api/customers/${id}`);
    expect(read.statusCode).to.equal(200);
    expect(read.json()).to.deep.equal(created.json());
  });

  it("answers 409 to an email that is taken, whatever its case", async () => {
    const answer = await post({ ...ada, email: "aDA@example.COM" });
    expect(answer.statusCode).to.equal(409);
    expect(answer.json().error).to.include({ code: "email_taken", field: "email" });
  });

  it("stores one of ten customers who come at once with one email", async () => {
    const rivals = await Promise.all(
      Array.from({ length: 10 }, () => post({ ...ada, email: "rival@example.com" })),
    );
    const statuses = rivals.map(answer => answer.statusCode).sort();
    expect(statuses).to.deep.equal([201, ...Array.from({ length: 9 }, () => 409)]);
  });

  for (const [what, change, field] of [
    ["a missing email", { email: undefined }, "email"],
    ["an email that is none", { email: "ada" }, "email"],
    ["an email of 255 characters", { email: `${"a".repeat(243)}@example.com` }, "email"],
    ["a missing first name", { firstName: undefined }, "firstName"],
    ["a blank first name", { firstName: " " }, "firstName"],
    ["a number for a first name", { firstName: 1 }, "firstName"],
    ["a first name of 101 characters", { firstName: "a".repeat(101) }, "firstName"],
    ["a last name with a NUL", { lastName: "Love\u0000lace" }, "lastName"],
    ["no last name", { lastName: null }, "lastName"],
    ["a field that nobody reads", { phone: "1" }, "phone"],
  ] as const) {
    it(`answers 400 naming ${field} to ${what}`, async () => {
      const answer = await post({ ...newcomer, ...change });
      expect(answer.statusCode).to.equal(400);
      const { error } = answer.json();
      expect(error).to.include({ code: "invalid_field", field });
      expect(error.message).to.match(new RegExp(`^${field} .*\\.$`));
    });
  }

  it("answers 400 naming the id to one that is no UUID", async () => {
    const answer = await get("/api/customers/7");
    expect(answer.statusCode).to.equal(400);
    expect(answer.json().error.field).to.equal("id");
  });

  it("answers 404 to an id that nobody has", async () => {
    const answer = await get("/api/customers/00000000-0000-4000-8000-000000000000");
    expect(answer.statusCode).to.equal(404);
    expect(answer.json().error).to.include({ code: "not_found", field: "id" });
  });
});

describe("order-service: lists", () => {
  let app: FastifyInstance;
  const emails = ["one", "two", "three", "four", "five"].map(name => `${name}@example.com`);
  const page = async (query: string) => (await app.inject(`/api/customers${query}`)).json();

  before(async function () {
    this.timeout(60_000);
    app = await orderApp(await migratedDatabase());
    for (const email of emails) {
      await app.inject({ method: "POST", url: "/api/customers", payload: { ...ada, email } });
    }
  });
  after(() => app?.close());

  it("gives the oldest first, fifty at most unless told", async () => {
    const { items, ...rest } = await page("");
    expect(items.map((item: any) => item.email)).to.deep.equal(emails);
    expect(rest).to.deep.equal({ limit: 50, offset: 0, hasMore: false });
  });

  it("gives each item once over its pages", async () => {
    const pages = [
      await page("?limit=2"),
      await page("?limit=2&offset=2"),
      await page("?offset=4"),
    ];
    expect(pages.flatMap(({ items }) => items.map((item: any) => item.email))).to.deep.equal(
      emails,
    );
    expect(pages.map(({ hasMore }) => hasMore)).to.deep.equal([true, true, false]);
  });

  it("knows that nothing follows a page that is just full", async () => {
    expect((await page("?limit=5")).hasMore).to.equal(false);
  });

  it("takes 100 at a time and no more", async () => {
    expect((await page("?limit=100")).limit).to.equal(100);
    expect((await page("?limit=101")).error.field).to.equal("limit");
  });

  for (const [query, field] of [
    ["limit=0", "limit"],
    ["limit=x", "limit"],
    ["limit=", "limit"],
    ["limit=1.5", "limit"],
    ["limit=1&limit=2", "limit"],
    ["offset=-1", "offset"],
    ["offset=2147483648", "offset"],
    ["sort=email", "sort"],
  ]) {
    it(`answers 400 naming ${field} to ?${query}`, async () => {
      const answer = await app.inject(`/api/customers?${query}`);
      expect(answer.statusCode).to.equal(400);
      expect(answer.json().error.field).to.equal(field);
    });
  }
});
