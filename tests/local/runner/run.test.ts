import { expect } from "chai";
import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as net from "node:net";
import * as path from "node:path";
import { reset, type Running, type RunPlan, type StateResource } from "../../../local/runner";
import {
  eventually,
  freePorts,
  Heard,
  isAlive,
  killed,
  messageOf,
  recorded,
  Runs,
  startApart,
} from "./fixtures/run";
import * as state from "./fixtures/state";

/** A system without a database: what is not about data needs none. */
const echo = (options: state.ServiceOptions = {}) => [
  state.dockerImage(),
  ...state.service("order-service", options),
  ...state.balancer(),
  state.rule(10, ["/api/*"], "order-service"),
];

describe("startRun", () => {
  const runs = new Runs();
  let gateway = "";

  afterEach(() => runs.end());

  async function plan(resources: StateResource[], stateDir?: string): Promise<RunPlan> {
    const [first, second] = await freePorts(2);
    gateway = `http://127.0.0.1:${first}`;
    const env = { GATEWAY_PORT: String(first), ORDER_SERVICE_PORT: String(second) };
    return runs.plan(resources, env, stateDir);
  }

  async function start(resources: StateResource[], io = new Heard()): Promise<[Running, RunPlan]> {
    const planned = await plan(resources);
    const running = await runs.start(planned, io);
    await running.ready;
    return [running, planned];
  }

  const status = async (url: string) => (await fetch(`${gateway}${url}`)).status;
  const pidOf = (planned: RunPlan) => recorded(planned.stateDir)[0].pid;

  it("serves a deployed service through the deployed rules, and leaves nothing behind", async () => {
    const io = new Heard();
    const [running, planned] = await start(echo({ env: { COLOUR: "blue" } }), io);
    const answer = await (await fetch(`${gateway}/api/x?y=1`)).json();
    expect(answer).to.deep.include({ service: "order-service", url: "/api/x?y=1" });
    expect(answer.env).to.include({ COLOUR: "blue", NODE_ENV: "production" });
    expect(answer.env).to.not.have.any.keys("AWS_ACCESS_KEY_ID", "npm_command", "USER");
    const unmatched = await fetch(`${gateway}/other`);
    expect([unmatched.status, await unmatched.text()]).to.deep.equal([404, '{"error":"no route"}']);
    expect(running.table).to.deep.equal([
      { name: "alb", url: gateway.replace("127.0.0.1", "localhost"), health: "running" },
      {
        name: "order-service",
        url: `http://localhost:${planned.services[0].listen?.port}`,
        health: "healthy",
      },
    ]);
    expect(io.logs.some(line => line.startsWith("order-service: listening on "))).to.equal(true);

    const pid = pidOf(planned);
    await running.stop();
    await running.whenStopped;
    expect(isAlive(pid)).to.equal(false);
    expect(fs.existsSync(path.join(planned.stateDir, "run.json"))).to.equal(false);
    expect(await messageOf(() => fetch(gateway))).to.equal("fetch failed");
  });

  it("starts a service that dies again, and answers 503 meanwhile", async () => {
    const io = new Heard();
    const [, planned] = await start(echo(), io);
    const pid = pidOf(planned);
    expect(await status("/api/exit")).to.equal(502);
    await eventually("its end is noticed", async () => (await status("/api/x")) === 503);
    await eventually("the service answers again", async () => (await status("/api/x")) === 200);
    expect(pidOf(planned)).to.not.equal(pid);
    expect(io.reports).to.include(
      "order-service ended with exit code 3; starting it again in 0.5 s",
    );
  });

  it("takes a service that fails its health check out, as its target group says", async () => {
    const io = new Heard();
    const [running] = await start(echo(), io);
    expect(await status("/api/sick")).to.equal(200);
    await eventually("no target is healthy", async () => (await status("/api/x")) === 503);
    expect(running.table[1].health).to.equal("unhealthy");
    expect(io.reports).to.include("order-service is unhealthy (/health)");
  });

  it("finishes requests under way when it stops", async () => {
    const io = new Heard();
    const [running] = await start(echo(), io);
    const answer = await fetch(`${gateway}/api/halves`);
    const [text] = await Promise.all([answer.text(), running.stop()]);
    expect(text).to.equal("first half, second half");
    expect(io.logs).to.include("order-service: every request is finished");
  });

  describe("a port in use", () => {
    it("is named with its variable, before anything has started", async () => {
      const planned = await plan(echo());
      const taken = net.createServer();
      await new Promise<void>(resolve =>
        taken.listen(planned.gateways[0].port, "0.0.0.0", resolve),
      );
      const io = new Heard();
      const message = await messageOf(() => runs.start(planned, io));
      await new Promise(resolve => taken.close(resolve));
      const { port } = planned.gateways[0];
      expect(message).to.equal(
        `Port ${port} is in use (GATEWAY_PORT): set GATEWAY_PORT to another port.`,
      );
      expect(io.reports).to.deep.equal([]);
      expect(fs.readdirSync(planned.stateDir)).to.deep.equal([]);
    });
  });

  describe("a service that does not come up", () => {
    it("ends the run with its last lines when it ends again and again", async () => {
      const planned = await plan(echo({ env: { EXIT_AT_ONCE: "1" } }));
      const running = await runs.start(planned);
      expect(await messageOf(() => running.ready)).to.equal(
        "order-service ended 3 times before it was healthy, last with exit code 1" +
          "\n    no reason to live",
      );
      await running.whenStopped;
      expect(fs.readdirSync(planned.stateDir)).to.deep.equal([]);
      expect(await messageOf(() => fetch(gateway))).to.equal("fetch failed");
    });

    it("ends the run when its program is not there", async () => {
      const planned = await plan(echo({ command: ["no-such-program"] }));
      const running = await runs.start(planned);
      expect(await messageOf(() => running.ready)).to.contain(
        "cannot run no-such-program: spawn no-such-program ENOENT",
      );
    });
  });

  it("ends the run when a migration fails, with its last lines", async () => {
    const planned = await plan([...echo(), ...state.migration({ env: { FAIL: "1" } })]);
    const io = new Heard();
    expect(await messageOf(() => runs.start(planned, io))).to.equal(
      "Migration migration ended with exit code 3\n    no migration today",
    );
    expect(io.logs).to.deep.equal(["migration: no migration today"]);
    expect(fs.readdirSync(planned.stateDir)).to.deep.equal([]);
  });

  it("ends a migration that takes longer than it may", async () => {
    const sleeping = state.migration({ command: ["node", "-e", "setInterval(() => {}, 1000)"] });
    const planned = await plan([...echo(), ...sleeping]);
    planned.migrations[0].timeoutSeconds = 0.3;
    expect(await messageOf(() => runs.start(planned))).to.equal(
      "Migration migration took longer than 0.3 s",
    );
  });

  it("ends in the middle of its start when it is told to", async () => {
    const sleeping = state.migration({ command: ["node", "-e", "setInterval(() => {}, 1000)"] });
    const planned = await plan([...echo(), ...sleeping]);
    const controller = new AbortController();
    const starting = messageOf(() => runs.start(planned, new Heard(controller.signal)));
    const file = path.join(planned.stateDir, "run.json");
    await eventually("the migration runs", () => {
      const known = fs.existsSync(file) ? recorded(planned.stateDir) : [];
      return known.some(({ name }) => name === "migration");
    });
    const pid = pidOf(planned);
    controller.abort();
    expect(await starting).to.equal("The run was stopped");
    expect(isAlive(pid)).to.equal(false);
    expect(fs.readdirSync(planned.stateDir)).to.deep.equal([]);
  });

  describe("as a process", () => {
    it("stops all it started at a signal", async () => {
      const planned = await plan(echo());
      const child = await startApart(planned);
      const pid = pidOf(planned);
      const code = new Promise(resolve => child.once("exit", resolve));
      child.kill("SIGTERM");
      expect(await code).to.equal(0);
      expect(isAlive(pid)).to.equal(false);
      expect(fs.readdirSync(planned.stateDir)).to.deep.equal([]);
    });

    it("is the only one of its stack", async () => {
      const planned = await plan(echo());
      const child = await startApart(planned);
      const other = await plan(echo(), planned.stateDir);
      expect(await messageOf(() => runs.start(other))).to.equal(
        `This stack is already running (process ${child.pid}): stop it first, or use another stack.`,
      );
      expect(await messageOf(() => reset(planned.stateDir, () => undefined))).to.contain(
        "already running",
      );
      expect(isAlive(pidOf(planned))).to.equal(true);
      child.kill("SIGTERM");
      await new Promise(resolve => child.once("exit", resolve));
    });

    it("leaves what the next run stops, when it is killed", async () => {
      const planned = await plan(echo());
      const child = await startApart(planned);
      const pid = pidOf(planned);
      await killed(child);
      expect(isAlive(pid)).to.equal(true);
      const io = new Heard();
      const running = await runs.start(planned, io);
      await running.ready;
      expect(isAlive(pid)).to.equal(false);
      expect(io.reports[0]).to.equal("Stopping what an earlier run left: order-service");
    });
  });

  it("does not touch a process that only has the id of one of its own", async () => {
    const planned = await plan(echo());
    const stranger = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], {
      stdio: "ignore",
      detached: true,
    });
    const gone = { pid: 2 ** 22 + 1, started: "never" };
    const stale = {
      name: "order-service",
      pid: stranger.pid,
      started: "before",
      signal: "SIGTERM",
    };
    const file = path.join(planned.stateDir, "run.json");
    fs.writeFileSync(file, JSON.stringify({ runner: gone, processes: [stale] }));
    const io = new Heard();
    const running = await runs.start(planned, io);
    await running.ready;
    expect(isAlive(stranger.pid ?? 0)).to.equal(true);
    expect(io.reports.join()).to.not.contain("earlier run");
    stranger.kill("SIGKILL");
  });
});
