import { expect } from "chai";
import * as fs from "node:fs";
import Redis, { Cluster } from "ioredis";
import { CacheServer, cacheCommand } from "../../../local/runner/caches/server";
import { serverSettings } from "../../../local/runner/caches/settings";
import { commandLineOf } from "../../../local/runner/processes/identity";
import { RunRecord } from "../../../local/runner/processes/run-record";
import type { CachePlan } from "../../../local/runner/types";
import { plan } from "./fixtures/plan";
import { fakePath, programFile } from "./fixtures/programs";
import { freePorts, Heard, messageOf, recorded, Runs } from "./fixtures/run";
import * as state from "./fixtures/state";

const token = "t0ken";
const url = (host: string) => state.parameter("/oms/redis/url", `rediss://:${token}@${host}:6379`);
const secrets = { REDIS_URL: state.parameterArn("/oms/redis/url") };

describe("planRun: caches", () => {
  const withService = (over: Record<string, unknown> = {}, host = state.cacheHost) => [
    ...state.cache(over),
    url(host),
    ...state.service("order-service", { secrets }),
  ];

  it("plans a server with the deployed token and eviction, and points its URL here without TLS", () => {
    const { caches, services } = plan(withService(), { PATH: fakePath("redis-server") });
    expect(caches).to.have.length(1);
    expect(caches[0]).to.deep.include({
      name: "oms-cache",
      port: 6379,
      variable: "REDIS_PORT",
      password: token,
      cluster: false,
      evictionPolicy: "allkeys-lru",
    });
    expect(services[0].env.REDIS_URL).to.equal(`redis://:${token}@127.0.0.1:6379`);
  });

  it("moves it by its variable, its readers' and a cluster's names included", () => {
    const host = "oms.c0ffee.clustercfg.use1.cache.amazonaws.com";
    const { caches, services } = plan(
      withService({ clusterEnabled: true, configurationEndpointAddress: host }, host),
      { PATH: fakePath("redis-server"), REDIS_PORT: "7000" },
    );
    expect(caches[0]).to.include({ port: 7000, cluster: true });
    expect(services[0].env.REDIS_URL).to.equal(`redis://:${token}@127.0.0.1:7000`);
  });

  it("says how to get a server that is missing, and runs the rest", () => {
    const { caches, services, skipped } = plan(withService(), { PATH: "/nowhere" });
    expect([caches, services.length]).to.deep.equal([[], 1]);
    expect(skipped).to.deep.equal([
      {
        name: "oms-cache",
        reason:
          "needs redis-server, which is not on PATH, or a running Docker: " +
          "apt-get install redis-server, or brew install redis",
        needed: true,
      },
    ]);
  });

  it("takes the server of the other name where the engine's own is missing", () => {
    const file = fakePath("redis-server");
    const { caches } = plan(state.cache({ engine: "valkey", engineVersion: "8.0" }), {
      PATH: file,
    });
    expect(caches[0].program).to.deep.equal({ via: "path", file: `${file}/redis-server` });
  });

  it("runs it in Docker where only a daemon is there", () => {
    const folder = fakePath("docker");
    const { caches } = plan(state.cache({ engine: "valkey", engineVersion: "8.0" }), {
      PATH: folder,
    });
    expect(caches[0].program).to.deep.equal({ via: "docker", image: "valkey/valkey:8-alpine" });
    const words = cacheCommand(caches[0]);
    expect(words.join(" ")).to.contain("--publish 127.0.0.1:6379:6379");
    expect(words.slice(-3)).to.deep.equal(["valkey/valkey:8-alpine", "valkey-server", "-"]);
    expect(words.join(" ")).to.not.contain(token);
  });

  it("refuses another engine", async () => {
    const resources = state.cache({ engine: "memcached" });
    expect(await messageOf(() => plan(resources))).to.equal(
      "aws:elasticache/replicationGroup:ReplicationGroup cache: engine is memcached; " +
        "only redis and valkey are run here",
    );
  });
});

describe("serverSettings", () => {
  const bare = { port: 6379, name: "c", variable: "REDIS_PORT", dataDir: "/d", cluster: false };

  it("quotes what it is given", () => {
    const text = serverSettings(
      { ...bare, password: 'a"b\\c', program: { via: "path", file: "r" } },
      { bind: "127.0.0.1", dataDir: "/with space" },
    );
    expect(text).to.contain('requirepass "a\\"b\\\\c"\n');
    expect(text).to.contain('dir "/with space"\n');
    expect(text).to.not.contain("cluster");
  });

  it("keeps a node's second port below the last one", () => {
    const high: CachePlan = {
      ...bare,
      port: 60_000,
      cluster: true,
      program: { via: "path", file: "r" },
    };
    const text = serverSettings(high, { bind: "127.0.0.1", dataDir: "/d" });
    expect(text).to.contain('cluster-port "50000"\n');
  });
});

describe("CacheServer", () => {
  const runs = new Runs();
  const started: CacheServer[] = [];

  afterEach(async () => {
    await Promise.all(started.splice(0).map(server => server.stop()));
    await runs.end();
  });

  async function start(over: Partial<CachePlan>): Promise<[CachePlan, string]> {
    const stateDir = runs.folder();
    const cache: CachePlan = {
      name: "oms-cache",
      port: (await freePorts(1))[0],
      variable: "REDIS_PORT",
      program: { via: "path", file: "redis-server" },
      password: token,
      cluster: false,
      dataDir: `${stateDir}/caches/oms-cache`,
      ...over,
    };
    await begin(cache, stateDir);
    return [cache, stateDir];
  }

  async function begin(cache: CachePlan, stateDir: string): Promise<CacheServer> {
    const record = await RunRecord.claim(stateDir, () => undefined);
    const server = new CacheServer(cache, new Heard(), record);
    started.push(server);
    await server.start();
    return server;
  }

  it("lets in who has the token, evicts as deployed, and shows the token to nobody", async function () {
    const program = { via: "path", file: programFile(this, "redis-server") } as const;
    const [{ port }, stateDir] = await start({ program, evictionPolicy: "allkeys-lru" });
    const client = new Redis({ port, password: token });
    expect(await client.config("GET", "maxmemory-policy")).to.include("allkeys-lru");
    client.disconnect();
    const stranger = new Redis({ port, lazyConnect: true, retryStrategy: () => null });
    stranger.on("error", () => undefined);
    expect(await messageOf(() => stranger.get("x"))).to.contain("NOAUTH");
    stranger.disconnect();
    const [{ pid }] = recorded(stateDir);
    const words = commandLineOf(pid);
    expect(words).to.contain("redis-server").and.to.not.contain(token);
  });

  it("keeps its data", async function () {
    const program = { via: "path", file: programFile(this, "redis-server") } as const;
    const [cache, stateDir] = await start({ program });
    await ask(cache, client => client.set("kept", "1"));
    await started.splice(0)[0].stop();
    fs.rmSync(`${stateDir}/run.json`);
    await begin(cache, stateDir);
    expect(await ask(cache, client => client.get("kept"))).to.equal("1");
  });

  it("speaks the cluster protocol, and serves every slot", async function () {
    const program = { via: "path", file: programFile(this, "redis-server") } as const;
    const [{ port }] = await start({ program, cluster: true });
    const client = new Cluster([{ host: "127.0.0.1", port }], {
      redisOptions: { password: token },
    });
    for (const key of ["a", "b", "c", "{tag}.d"]) {
      await client.set(key, key);
      expect(await client.get(key)).to.equal(key);
    }
    client.disconnect();
  });

  it("says its last lines when it does not come up", async () => {
    const file = `${fakePath("redis-server")}/redis-server`;
    const message = await messageOf(() => start({ program: { via: "path", file } }));
    expect(message).to.contain(`oms-cache: ${file} did not come up`);
  });
});

async function ask<T>(cache: CachePlan, question: (client: Redis) => Promise<T>): Promise<T> {
  const client = new Redis({ port: cache.port, password: token });
  try {
    return await question(client);
  } finally {
    client.disconnect();
  }
}
