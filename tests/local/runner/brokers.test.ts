import { expect } from "chai";
import { connect } from "@nats-io/transport-node";
import * as path from "node:path";
import type { StateResource } from "../../../local/runner";
import { commandLineOf } from "../../../local/runner/processes/identity";
import { plan, problem, stateDir } from "./fixtures/plan";
import { fakePath, PATH, programFile } from "./fixtures/programs";
import { eventually, freePorts, Heard, messageOf, recorded, Runs } from "./fixtures/run";
import * as state from "./fixtures/state";

const secrets = { NATS_URL: state.parameterArn("/oms/nats/url") };
const withService = (over: Record<string, unknown> = {}): StateResource[] => [
  ...state.discovery("nats"),
  ...state.broker(over),
  ...state.service("order-service", { secrets }),
];
const data = path.join(stateDir, "volumes", "fs-1-fsap-1");
const conf = path.join(__dirname, "fixtures", "broker", "nats.conf");

describe("planRun: brokers", () => {
  it("runs the image's server with its own words, and its file, ports and data here", () => {
    const folder = fakePath("nats-server");
    const { services } = plan(withService(), { PATH: folder, NATS_PORT: "5222" });
    const [broker, order] = services;
    expect(broker.command).to.deep.equal([
      `${folder}/nats-server`,
      ...["-js", "-sd", data, "-c", conf, "-m", "8222"],
      ...["-a", "127.0.0.1", "-p", "5222", "-m", "8222", "-sd", data],
    ]);
    expect(broker).to.deep.include({
      name: "nats",
      env: { NATS_TOKEN: "n4ts" },
      folders: [data],
      first: true,
      listen: { port: 5222, variable: "NATS_PORT" },
    });
    expect(broker.healthChecks).to.have.length(1);
    expect(broker.healthChecks[0]).to.deep.include({ path: "/healthz", port: 8222 });
    expect(order.env.NATS_URL).to.equal("nats://:n4ts@127.0.0.1:5222");
  });

  it("moves its monitor by a variable", () => {
    const env = { PATH: fakePath("nats-server"), NATS_MONITOR_PORT: "9222" };
    const [broker] = plan(withService(), env).services;
    expect(broker.command.join(" ")).to.contain("-p 4222 -m 9222");
    expect(broker.healthChecks[0].port).to.equal(9222);
  });

  for (const command of [
    ["nats-server", "-c", "/etc/nats/nats.conf"],
    ["docker-entrypoint.sh", "nats-server", "-c", "/etc/nats/nats.conf"],
    ["/usr/local/bin/nats-server", "-c", "/etc/nats/nats.conf"],
  ]) {
    it(`understands ${command[0]}`, () => {
      const [broker] = plan(withService({ command }), { PATH: fakePath("nats-server") }).services;
      expect(broker.command.slice(1, 5)).to.deep.equal(["-c", conf, "-a", "127.0.0.1"]);
    });
  }

  it("refuses a command that is another program's", async () => {
    const resources = withService({ command: ["sh", "-c", "nats-server -js"] });
    expect(await problem(resources, { PATH: fakePath("nats-server") })).to.equal(
      "aws:ecs/taskDefinition:TaskDefinition nats: container nats: " +
        "its command is no nats-server: sh -c nats-server -js",
    );
  });

  it("says how to get a server that is missing, and runs the rest", () => {
    const { services, skipped } = plan(withService(), { PATH: "/nowhere" });
    expect(services.map(({ name }) => name)).to.deep.equal(["order-service"]);
    expect(skipped[0]).to.deep.include({ name: "nats", needed: true });
    expect(skipped[0].reason).to.contain("apt-get install nats-server, or brew install");
  });

  it("runs it in Docker where only a daemon is there, its token not among the words", () => {
    const [broker] = plan(withService(), { PATH: fakePath("docker") }).services;
    const words = broker.command.join(" ");
    expect(words).to.contain("--env NATS_TOKEN --volume");
    expect(words).to.contain(`--volume ${conf}:/etc/nats/nats.conf:ro`);
    expect(words).to.contain(`--volume ${data}:/data nats:2.10-alpine nats-server -js`);
    expect(words).to.contain("-c /etc/nats/nats.conf -m 8222 -a 0.0.0.0");
    expect(words).to.match(/ -sd \/data$/);
    expect(words).to.not.contain("n4ts");
  });
});

describe("startRun: with a broker and a cache", () => {
  const runs = new Runs();

  afterEach(() => runs.end());

  async function environment(path: string): Promise<Record<string, string>> {
    const names = ["NATS_PORT", "NATS_MONITOR_PORT", "ORDER_SERVICE_PORT", "REDIS_PORT"];
    const ports = await freePorts(names.length);
    return { PATH: path, ...Object.fromEntries(names.map((name, i) => [name, `${ports[i]}`])) };
  }

  it("starts the broker before the services, for who has its token", async function () {
    programFile(this, "nats-server");
    const env = await environment(PATH);
    const resources = [state.dockerImage(), ...withService()];
    const planned = runs.plan(resources, env);
    const io = new Heard();
    const running = await runs.start(planned, io);
    await running.ready;
    expect(running.table.map(({ name, health }) => [name, health])).to.deep.equal([
      ["nats", "healthy"],
      ["order-service", "healthy"],
    ]);
    const servers = `127.0.0.1:${env.NATS_PORT}`;
    const client = await connect({ servers, token: "n4ts" });
    expect(client.info?.jetstream).to.equal(true);
    await client.close();
    expect(await messageOf(() => connect({ servers, reconnect: false }))).to.match(/authoriz/i);
    const pid = recorded(planned.stateDir).find(({ name }) => name === "nats")?.pid ?? 0;
    expect(commandLineOf(pid)).to.contain("nats-server").and.to.not.contain("n4ts");
  });

  it("goes on without a server that is missing, and says who is not well for it", async () => {
    const env = await environment("/nowhere");
    const resources = [
      state.dockerImage(),
      ...state.cache(),
      ...state.service("order-service", { env: { EXIT_AT_ONCE: "1" } }),
    ];
    const io = new Heard();
    const running = await runs.start(runs.plan(resources, env), io);
    await running.ready;
    expect(io.reports).to.include(
      "oms-cache does not run here: needs redis-server, which is not on PATH, " +
        "or a running Docker: apt-get install redis-server, or brew install redis",
    );
    await eventually("who is not well is said", () =>
      io.reports.some(line => line.startsWith("order-service ended 3 times before")),
    );
    expect(running.table[0]).to.deep.include({ name: "order-service", health: "starting" });
  });
});
