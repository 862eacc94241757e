import { expect } from "chai";
import type { FastifyInstance } from "fastify";

import { awayDatabase, awayService, invoiceApp, orderApp } from "./support/apps";

const health = { "/health": "get", "/health/live": "get", "/health/ready": "get" };
const services = [
  {
    service: "order-service",
    create: () => orderApp(awayDatabase),
    routes: {
      ...health,
      "/api/customers": "get post",
      "/api/customers/{id}": "get",
      "/api/orders": "get post",
      "/api/orders/{id}": "get",
    },
  },
  {
    service: "invoice-service",
    create: () => invoiceApp(awayDatabase, awayService),
    routes: { ...health, "/api/invoices": "get post", "/api/invoices/{id}": "get" },
  },
];

/** Every value under a key, anywhere in a document. */
function valuesOf(key: string, node: unknown): unknown[] {
  if (typeof node !== "object" || node === null) {
    return [];
  }
  return Object.entries(node).flatMap(([name, value]) => [
    ...(name === key ? [value] : []),
    ...valuesOf(key, value),
  ]);
}

for (const { service, create, routes } of services) {
  describe(`${service}: documentation`, () => {
    let app: FastifyInstance;
    let document: any;

    before(async () => {
      app = await create();
      document = (await app.inject("/api/docs/json")).json();
    });
    after(() => app?.close());

    it("is OpenAPI 3 and lists every route", () => {
      expect(document.openapi).to.match(/^3\.\d\.\d$/);
      expect(document.info).to.include({ title: service });
      const listed = Object.entries<object>(document.paths).map(([path, operations]) => [
        path,
        Object.keys(operations).sort().join(" "),
      ]);
      expect(Object.fromEntries(listed)).to.deep.equal(routes);
    });

    it("describes every answer, and every reference leads somewhere", () => {
      for (const responses of valuesOf("responses", document.paths) as Record<string, any>[]) {
        for (const response of Object.values(responses)) {
          expect(response.description).to.be.a("string").and.not.equal("");
        }
      }
      const references = valuesOf("$ref", document) as string[];
      expect(references).to.include("#/components/schemas/Error");
      for (const reference of references) {
        const name = reference.replace("#/components/schemas/", "");
        expect(document.components.schemas).to.have.property(name);
      }
    });

    it("documents the errors of a POST", () => {
      for (const { post } of Object.values<any>(document.paths).filter(path => path.post)) {
        expect(Object.keys(post.responses)).to.include.members(["201", "400", "413", "415", "503"]);
      }
    });

    it("is a page at /api/docs that finds its files", async () => {
      const page = await app.inject("/api/docs");
      expect(page.statusCode).to.equal(200);
      expect(page.headers["content-type"]).to.match(/^text\/html/);
      const [, script] = /src="([^"]*swagger-ui-bundle\.js)"/.exec(page.body) ?? [];
      const url = new URL(script, "http://host/api/docs").pathname;
      expect((await app.inject(url)).statusCode).to.equal(200);
    });
  });
}
