import { expect } from "chai";
import Redis from "ioredis";
import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import { findCompose } from "../../../local/compose/docker";
import { envFile } from "../../../local/compose/env-file";
import { gatewayProgram } from "../../../local/compose/gateway";
import { planCompose } from "../../../local/compose/plan-compose";
import type { ComposeFiles, ComposeService } from "../../../local/compose/types";
import { writeCompose } from "../../../local/compose/write-compose";
import type { StateResource } from "../../../local/runner";
import { programFile } from "../runner/fixtures/programs";
import { eventually, freePorts, Runs } from "../runner/fixtures/run";
import * as state from "../runner/fixtures/state";

const secrets = {
  DATABASE_URL: state.parameterArn("/oms/database/url"),
  REDIS_URL: state.parameterArn("/oms/redis/url"),
  NATS_URL: state.parameterArn("/oms/nats/url"),
};
const system = (cache: Record<string, unknown> = {}, cachePort = 6379): StateResource[] => [
  state.dockerImage(),
  state.database(),
  state.databaseUrl("s3cret$x"),
  ...state.cache(cache),
  state.parameter("/oms/redis/url", `rediss://:t0ken@${state.cacheHost}:${cachePort}`),
  ...state.discovery("nats", "orders"),
  ...state.broker(),
  ...state.migration({ secrets: { DATABASE_URL: secrets.DATABASE_URL } }),
  ...state.service("orders", { port: 3000, secrets, registered: true, env: { COST: "5$" } }),
  ...state.service("invoices", {
    port: 3000,
    command: ["sh", "-c", "echo $HOME"],
    env: { ORDERS_URL: "http://orders.oms.local:3000" },
  }),
  ...state.balancer(),
  state.rule(1, ["/api/orders*"], "orders"),
];

function plan(
  cache?: Record<string, unknown>,
  cachePort?: number,
): [Record<string, ComposeService>, ComposeFiles] {
  const files = planCompose("oms-local", system(cache, cachePort), {
    projectDir: __dirname,
    env: {},
  });
  const { services } = parse(files.texts["compose.yaml"]) as {
    services: Record<string, ComposeService>;
  };
  return [services, files];
}

describe("planCompose", () => {
  it("has a service for each that is deployed, and one for the load balancer", () => {
    expect(Object.keys(plan()[0])).to.deep.equal([
      "postgres",
      "redis",
      "migration",
      "invoices",
      "nats",
      "orders",
      "load-balancer",
    ]);
  });

  it("keeps every host name and port of AWS, and leaves TLS out", () => {
    const [services, { texts }] = plan();
    expect(services.postgres.networks?.default.aliases).to.deep.equal([state.databaseHost]);
    expect(services.redis.networks?.default.aliases).to.deep.equal([state.cacheHost]);
    expect(services.orders.networks?.default.aliases).to.deep.equal(["orders.oms.local"]);
    const orders = texts["orders.env"];
    expect(orders).to.contain(`@${state.databaseHost}:5432/order_management?sslmode=disable'`);
    expect(orders).to.contain(`REDIS_URL='redis://:t0ken@${state.cacheHost}:6379'`);
    expect(orders).to.contain("NATS_URL='nats://:n4ts@nats.oms.local:4222'");
    expect(texts["invoices.env"]).to.contain("ORDERS_URL='http://orders.oms.local:3000'");
  });

  it("lets each port be reached from this machine alone, and once", () => {
    const [services] = plan();
    const ports = Object.values(services).flatMap(service => service.ports ?? []);
    expect(services.orders.ports).to.deep.equal(["127.0.0.1:3001:3000"]);
    expect(ports.every(port => port.startsWith("127.0.0.1:"))).to.equal(true);
    expect(new Set(ports.map(port => port.split(":")[1])).size).to.equal(ports.length);
  });

  it("shows no secret but in the files of the services that get it", () => {
    const [, { texts }] = plan();
    const secret = /t0ken|n4ts|s3cret/;
    expect(Object.keys(texts).filter(name => secret.test(texts[name]))).to.deep.equal(
      ["postgres.env", "redis.env", "nats.env", "migration.env", "orders.env"].sort(
        (a, b) => Object.keys(texts).indexOf(a) - Object.keys(texts).indexOf(b),
      ),
    );
  });

  it("starts a service when what it names is well and migrations are done", () => {
    const [services] = plan();
    expect(services.orders.depends_on).to.deep.equal({
      postgres: { condition: "service_healthy" },
      redis: { condition: "service_healthy" },
      nats: { condition: "service_healthy" },
      migration: { condition: "service_completed_successfully" },
    });
    expect(services.migration.depends_on).to.deep.equal({
      postgres: { condition: "service_healthy" },
    });
    expect(services.migration.restart).to.equal("no");
  });

  it("builds images as they are deployed, with their own commands", () => {
    const [services] = plan();
    expect(services.orders.build).to.deep.equal({
      context: state.echoContext,
      dockerfile: path.join(state.echoContext, "Dockerfile"),
    });
    expect(services.orders.platform).to.equal("linux/amd64");
    expect(services.invoices.command).to.deep.equal(["sh", "-c", "echo $$HOME"]);
    expect(services.nats.volumes).to.deep.equal(["fsap-1:/data"]);
  });

  it("gives a cluster's one node every slot", () => {
    const [services] = plan({ clusterEnabled: true });
    const script = services.redis.command?.join(" ") ?? "";
    expect(script).to.contain("cluster-enabled yes").and.to.contain("addslotsrange 0 16383");
    expect(services.redis.healthcheck?.test.join(" ")).to.contain("cluster_state:ok");
  });

  it("is accepted by Compose, its values as they were", function () {
    const compose = findCompose();
    if (!compose) {
      console.log("      skipped: Docker Compose is not installed");
      return this.skip();
    }
    this.timeout(60_000);
    const runs = new Runs();
    const file = writeCompose(path.join(runs.folder(), "compose"), plan()[1]);
    expect(fs.statSync(file).mode & 0o077).to.equal(0);
    expect(fs.statSync(path.join(path.dirname(file), "orders.env")).mode & 0o077).to.equal(0);
    const [program, ...words] = compose;
    const text = execFileSync(program, [...words, "--file", file, "config"], { encoding: "utf8" });
    const { services } = parse(text) as {
      services: Record<string, { environment: Record<string, string>; command?: string[] }>;
    };
    // A dollar is doubled where Compose shows what it would read again.
    const single = (value: string) => value.replace(/\$\$/g, "$");
    expect(single(services.orders.environment.COST)).to.equal("5$");
    expect(single(services.orders.environment.DATABASE_URL)).to.contain("s3cret%24x");
    expect(services.invoices.command?.map(single)).to.deep.equal(["sh", "-c", "echo $HOME"]);
    return runs.end();
  });
});

describe("a cache's script", () => {
  const runs = new Runs();
  let server: ChildProcess | undefined;

  afterEach(async () => {
    if (server?.pid !== undefined) {
      process.kill(-server.pid, "SIGKILL");
    }
    await runs.end();
  });

  for (const clusterEnabled of [false, true]) {
    it(`starts a server that asks for the token${clusterEnabled ? ", and serves all slots" : ""}`, async function () {
      programFile(this, "redis-server");
      programFile(this, "redis-cli");
      const [port] = await freePorts(1);
      // Another node's port is ten thousand above it.
      const low = port > 55_000 ? port - 20_000 : port;
      const [services, { texts }] = plan({ clusterEnabled, port: low }, low);
      const script = (services.redis.command?.[2] ?? "")
        .replace(/\$\$/g, "$")
        .replace("dir /data", `dir ${runs.folder()}`);
      expect(texts["redis.env"]).to.equal("REDISCLI_AUTH='t0ken'\n");
      const env = { ...process.env, REDISCLI_AUTH: "t0ken" };
      server = spawn("sh", ["-c", script], { env, stdio: "ignore", detached: true });
      const client = new Redis({ port: low, password: "t0ken" });
      client.on("error", () => undefined);
      await eventually("it takes a value", async () => {
        return (await client.set("a", "1").catch(() => undefined)) === "OK";
      });
      client.disconnect();
    });
  }
});

describe("envFile", () => {
  it("quotes what Compose would read for itself", () => {
    expect(envFile({ B: 'a $b "c" #d \\e', A: "it's\n$5" })).to.equal(
      `A="it's\\n\\$5"\nB='a $b "c" #d \\e'\n`,
    );
  });
});

describe("the load balancer of a Compose project", () => {
  const runs = new Runs();

  afterEach(() => runs.end());

  it("is one file that Node.js runs, and asks the targets by their names", async () => {
    const [port] = await freePorts(1);
    const folder = runs.folder();
    const [, { texts }] = plan();
    const order = JSON.parse(texts["alb.json"]) as {
      plan: { port: number; targetGroups: { name: string; targets: unknown[] }[] };
      targets: { service: string; check: { host: string; port: number } }[];
    };
    expect(order.plan.targetGroups[0].targets).to.deep.equal([
      { service: "orders", host: "orders", port: 3000 },
    ]);
    expect(order.targets.map(({ check }) => [check.host, check.port])).to.deep.equal([
      ["invoices", 3000],
      ["orders", 3000],
    ]);
    fs.writeFileSync(path.join(folder, "gateway.js"), gatewayProgram());
    const here = { ...order, targets: [], plan: { ...order.plan, port } };
    fs.writeFileSync(path.join(folder, "order.json"), JSON.stringify(here));
    const child = spawn(process.execPath, ["gateway.js", "order.json"], {
      cwd: folder,
      stdio: "ignore",
    });
    const ended = new Promise(resolve => child.once("exit", resolve));
    const status = async (url: string) =>
      (await fetch(`http://127.0.0.1:${port}${url}`).catch(() => undefined))?.status;
    await eventually("it answers", async () => (await status("/other")) === 404);
    expect(await status("/api/orders")).to.equal(503);
    child.kill("SIGTERM");
    expect(await ended).to.equal(0);
  });
});
