import { expect } from "chai";
import type { FastifyInstance } from "fastify";
import { Redis } from "ioredis";

import { emptyDatabase, queryDatabase } from "../support/postgres";
import { until } from "../support/until";
import { referenceApp } from "./support/apps";
import { needs, startRedis, type TestServer } from "./support/servers";

const json = { "content-type": "application/json" };

for (const [kind, isCluster] of [
  ["a single node", false],
  ["a cluster", true],
] as const) {
  describe(`the reference service's cache on ${kind}`, () => {
    needs("redis-server");
    let database: string;
    let server: TestServer;
    let redis: Redis;
    let app: FastifyInstance;

    before(async function () {
      this.timeout(60_000);
      database = await emptyDatabase();
      server = await startRedis(isCluster);
      redis = new Redis(server.url);
      if (isCluster) {
        await redis.call("CLUSTER", "ADDSLOTSRANGE", "0", "16383");
        await until(async () => /cluster_state:ok/.test(await redis.cluster("INFO")));
      }
    });
    after(() => redis?.disconnect());
    beforeEach(async () => {
      app = referenceApp({
        RESOURCES: "orders",
        READY_PATHS: "/ready",
        DATABASE_URL: database,
        REDIS_URL: server.url,
        REDIS_CLUSTER: `${isCluster}`,
        REDIS_TTL: "60",
      });
      await until(async () => (await app.inject("/ready")).statusCode === 200);
    });

    const create = async () =>
      (
        await app.inject({ method: "POST", url: "/orders", payload: '{"n":1}', headers: json })
      ).json();
    const keyOf = (id: string) => `orders:orders:${id}`;

    it("answers a second read, for as long as REDIS_TTL says", async () => {
      const stored = await create();
      const url = `/orders/${stored.id}`;
      expect((await app.inject(url)).json()).to.deep.equal(stored);
      expect(await redis.ttl(keyOf(stored.id))).to.be.within(1, 60);
      await queryDatabase(database, `DELETE FROM documents_orders WHERE id = '${stored.id}'`);
      expect((await app.inject(url)).json()).to.deep.equal(stored);
      expect((await app.inject(url.toUpperCase().replace("ORDERS", "orders"))).statusCode).to.equal(
        200,
      );
    });

    it("does not answer with what was deleted, nor takes it from a reader that was late", async () => {
      const { id } = await create();
      await app.inject(`/orders/${id}`);
      expect((await app.inject({ method: "DELETE", url: `/orders/${id}` })).statusCode).to.equal(
        204,
      );
      expect((await app.inject(`/orders/${id}`)).statusCode).to.equal(404);
      // What a reader does that has read the document before it was deleted.
      expect(await redis.set(keyOf(id), "{}", "EX", 60, "NX")).to.equal(null);
    });

    it("may die: documents come from the database", async () => {
      const stored = await create();
      await server.kill();
      const answer = await app.inject(`/orders/${stored.id}`);
      expect(answer.statusCode).to.equal(200);
      expect(answer.json()).to.deep.equal(stored);
      const removed = await app.inject({ method: "DELETE", url: `/orders/${stored.id}` });
      expect(removed.statusCode).to.equal(204);
    });
  });
}
