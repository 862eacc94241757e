import { expect } from "chai";
import type { FastifyInstance } from "fastify";

import { emptyDatabase, queryDatabase } from "../support/postgres";
import { type MuteServer, startMuteServer } from "../support/mute-server";
import { until } from "../support/until";
import { listening, referenceApp } from "./support/apps";
import { needs, startNats, startRedis, type TestServer } from "./support/servers";

const ready = async (app: FastifyInstance) => {
  const answer = await app.inject("/ready");
  return { status: answer.statusCode, ...answer.json().dependencies };
};
const withReady = (env: Record<string, string>) => referenceApp({ READY_PATHS: "/ready", ...env });

describe("the reference service is ready", () => {
  before(async function () {
    this.timeout(60_000);
    await emptyDatabase();
  });

  it("while its database answers and not when it is gone, and again when it is back", async () => {
    const url = new URL(await emptyDatabase());
    const database = url.pathname.slice(1);
    const admin = new URL(url);
    admin.pathname = "/postgres";
    const app = withReady({ DATABASE_URL: url.href });
    expect(await ready(app)).to.deep.equal({ status: 200, database: "up" });
    await queryDatabase(admin.href, `ALTER DATABASE ${database} ALLOW_CONNECTIONS false`);
    const cut = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${database}'`;
    await queryDatabase(admin.href, cut);
    await until(async () => (await ready(app)).status === 503);
    expect(await ready(app)).to.deep.equal({ status: 503, database: "away" });
    await queryDatabase(admin.href, `ALTER DATABASE ${database} ALLOW_CONNECTIONS true`);
    await until(async () => (await ready(app)).status === 200);
  });

  it("not when TLS is asked for and the database has none", async () => {
    const app = withReady({ DATABASE_URL: `${await emptyDatabase()}?sslmode=require` });
    expect(await ready(app)).to.deep.equal({ status: 503, database: "away" });
  });

  it("while its replica answers", async () => {
    const url = await emptyDatabase();
    const away = "postgresql://user:secret@127.0.0.1:2/none";
    const both = withReady({ DATABASE_URL: url, DATABASE_REPLICA_URL: url });
    expect(await ready(both)).to.deep.equal({ status: 200, database: "up", replica: "up" });
    const one = withReady({ DATABASE_URL: url, DATABASE_REPLICA_URL: away });
    expect(await ready(one)).to.deep.equal({ status: 503, database: "up", replica: "away" });
  });

  it("while services linked in a ring answer", async () => {
    const first = referenceApp({ READY_PATHS: "/ready" });
    const firstUrl = await first.listen({ host: "127.0.0.1", port: 0 });
    const secondUrl = await listening({ READY_PATHS: "/ready", FIRST_URL: firstUrl });
    const again = withReady({ SECOND_SERVICE_URL: secondUrl, FIRST_URL: firstUrl });
    expect(await ready(again)).to.deep.equal({ status: 200, first: "up", "second-service": "up" });
    await first.close();
    expect(await ready(again)).to.deep.equal({
      status: 503,
      first: "away",
      "second-service": "up",
    });
    // The second is up, though what it is linked to is not.
    expect((await fetch(`${secondUrl}/ready`)).status).to.equal(503);
  });

  describe("with a server that accepts and says nothing", () => {
    let mute: MuteServer;
    before(async () => (mute = await startMuteServer()));
    after(() => mute?.close());

    it("not, and says so in time", async () => {
      const { port } = mute;
      const app = withReady({
        DATABASE_URL: `postgresql://u:p@127.0.0.1:${port}/d`,
        REDIS_URL: `redis://127.0.0.1:${port}`,
        NATS_URL: `nats://127.0.0.1:${port}`,
        ORDER_URL: `http://127.0.0.1:${port}`,
      });
      const away = { database: "away", cache: "away", broker: "away", order: "away" };
      expect(await ready(app)).to.deep.equal({ status: 503, ...away });
    });
  });
});

/** What is true of each server alike. */
function followsServer(
  what: string,
  program: string,
  env: (url: string) => Record<string, string>,
) {
  describe(`the reference service's ${what}`, () => {
    needs(program);
    let server: TestServer;
    before(async () => {
      server = await (program === "nats-server" ? startNats() : startRedis());
    });

    it("makes it ready, not ready when it dies, and ready when it is back", async () => {
      const app = withReady(env(server.url));
      await until(async () => (await ready(app)).status === 200);
      await server.kill();
      await until(async () => (await ready(app)).status === 503);
      expect(await ready(app)).to.deep.equal({ status: 503, [what]: "away" });
      expect((await app.inject("/health")).statusCode).to.equal(200);
      await server.start();
      await until(async () => (await ready(app)).status === 200);
    });

    it("is away with a wrong token", async () => {
      const url = new URL(server.url);
      url.password = "wrong";
      const [wrong, right] = [withReady(env(url.href)), withReady(env(server.url))];
      await until(async () => (await ready(right)).status === 200);
      expect(await ready(wrong)).to.deep.equal({ status: 503, [what]: "away" });
    });
  });
}

followsServer("cache", "redis-server", REDIS_URL => ({ REDIS_URL }));
followsServer("broker", "nats-server", NATS_URL => ({ NATS_URL }));

describe("the reference service's cache with rediss://", () => {
  needs("redis-server");

  it("is away rather than go without TLS", async () => {
    const { url } = await startRedis();
    const encrypted = withReady({ REDIS_URL: url.replace("redis://", "rediss://") });
    const plain = withReady({ REDIS_URL: url });
    await until(async () => (await ready(plain)).status === 200);
    expect(await ready(encrypted)).to.deep.equal({ status: 503, cache: "away" });
  });
});
