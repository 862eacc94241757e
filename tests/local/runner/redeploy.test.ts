import { expect } from "chai";
import * as fs from "node:fs";
import * as http from "node:http";
import * as path from "node:path";
import type { Running, RunPlan, ServicePlan } from "../../../local/runner";
import type { Access } from "../../../local/runner/gateway/access-log";
import { Load } from "./fixtures/load";
import { eventually, freePorts, Heard, isAlive, messageOf, recorded, Runs } from "./fixtures/run";
import * as state from "./fixtures/state";

/** Time for a new version to start, in seconds, where it is to be well; the check itself is 0.4 s. */
const enough = { over: { healthCheckGracePeriodSeconds: 60 } };
/** The same where it never will be: as long as a slow machine needs to start it. */
const little = { over: { healthCheckGracePeriodSeconds: 3 } };

describe("redeploy", function () {
  this.timeout(60_000);
  const runs = new Runs();
  let context: string;
  let planned: RunPlan;
  let running: Running;
  let heard: Heard;
  let gateway: string;
  let direct: string;

  beforeEach(() => {
    context = path.join(runs.folder(), "echo-service");
    fs.cpSync(state.echoContext, context, { recursive: true });
    edit("service: env.NAME,", "service: env.NAME, version: 1,");
  });
  afterEach(() => runs.end());

  function edit(from: string, to: string): void {
    const file = path.join(context, "main.js");
    const text = fs.readFileSync(file, "utf8");
    expect(text).to.contain(from);
    fs.writeFileSync(file, text.replace(from, to));
  }

  /** Runs the service as it is now, on AWS's own terms: PORT is what its container listens on. */
  async function start(options: state.ServiceOptions): Promise<void> {
    const [front, own] = await freePorts(2);
    const resources = [
      state.dockerImage(context),
      ...state.service("order-service", { env: { PORT: "4001" }, ...options }),
      ...state.balancer(),
      state.rule(10, ["/api/*"], "order-service"),
    ];
    const ports = { GATEWAY_PORT: String(front), ORDER_SERVICE_PORT: String(own) };
    gateway = `http://127.0.0.1:${front}/api/x?token=secret`;
    direct = `http://127.0.0.1:${own}/api/x`;
    heard = new Heard();
    planned = runs.plan(resources, ports);
    running = await runs.start(planned, heard);
    await running.ready;
  }

  const service = () => planned.services[0];

  function redeploy(
    report: (line: string) => void = () => undefined,
    signal = new AbortController().signal,
    plan: ServicePlan = service(),
  ) {
    return running.redeploy(plan, { report, signal });
  }

  const versionOf = async (url: string) => (await (await fetch(url)).json()).version as unknown;
  const processes = () => recorded(planned.stateDir);
  const copies = () => {
    const folder = path.join(planned.stateDir, "releases");
    return fs.existsSync(folder) ? fs.readdirSync(folder) : [];
  };

  /** What the gateway has written, once the run has stopped. */
  async function accessLog(): Promise<Access[]> {
    await running.stop();
    const text = fs.readFileSync(path.join(planned.stateDir, "access.log"), "utf8");
    return text
      .trim()
      .split("\n")
      .map(line => JSON.parse(line) as Access);
  }

  /** Versions that the gateway's log names; fails when a request in it failed. */
  async function loggedVersions(load: Load): Promise<string[]> {
    const log = await accessLog();
    expect(log.filter(({ status, cut }) => status !== 200 || cut)).to.deep.equal([]);
    expect(log.length).to.equal(load.answers.filter(({ url }) => url === gateway).length);
    return [...new Set(log.map(({ target }) => target?.service ?? "nobody"))];
  }

  it("brings a good version out at 50 requests a second, none of which fails", async () => {
    await start(enough);
    const [old] = processes();
    const built = fs.readFileSync(path.join(context, "dist/main.js"));
    const load = new Load([gateway, direct]);
    await load.more(25);
    edit("version: 1", "version: 2");
    const reports: string[] = [];
    const { label, requests } = await redeploy(line => reports.push(line));
    const switched = load.answers.length;
    await load.more(25);
    await load.stop();

    expect(load.failed).to.deep.equal([]);
    expect(load.versions).to.deep.equal([1, 2]);
    expect(load.answers.slice(switched).every(({ version }) => version === 2)).to.equal(true);
    expect(label).to.equal("order-service#2");
    expect(requests.requests).to.be.greaterThan(0);
    expect(requests.failed).to.equal(0);
    expect(reports.slice(2)).to.deep.equal([
      "order-service#2 is healthy: requests go to it",
      "order-service is stopped",
    ]);
    expect(isAlive(old.pid)).to.equal(false);
    expect(heard.logs).to.include("order-service: every request is finished");
    expect(processes().map(({ name }) => name)).to.deep.equal(["order-service#2"]);
    // What the old version may still load was not touched.
    expect(fs.readFileSync(path.join(context, "dist/main.js")).equals(built)).to.equal(true);
    expect(await loggedVersions(load)).to.deep.equal(["order-service", "order-service#2"]);
    expect(copies()).to.deep.equal([]);
  });

  it("refuses one that fails its health check; of 50 requests a second none fails", async () => {
    await start(little);
    const before = processes();
    const load = new Load([gateway, direct]);
    await load.more(25);
    edit("let healthy =", "let healthy = false && ");
    const message = await messageOf(() => redeploy());
    await load.more(25);
    await load.stop();

    const port = /on port (\d+)/.exec(message)?.[1];
    expect(message.split("\n")).to.deep.equal([
      "order-service#2 is refused; the old version was not touched and serves",
      "  reason: did not become healthy in 3.4 s",
      "  exit:   none; it was stopped",
      `  health: /health on port ${port} for its target group: answered 500, not 200`,
      "  log:    its last lines",
      `    listening on ${port}`,
    ]);
    expect(load.failed).to.deep.equal([]);
    expect(load.versions).to.deep.equal([1]);
    expect(processes()).to.deep.equal(before);
    expect(copies()).to.deep.equal([]);
    expect(await loggedVersions(load)).to.deep.equal(["order-service"]);
  });

  it("refuses one that ends, with its exit code and its last lines", async () => {
    await start(enough);
    const before = processes();
    edit("const server =", 'console.error("no database"); process.exit(7);\nconst server =');
    const lines = (await messageOf(() => redeploy())).split("\n");
    expect(lines.slice(0, 3)).to.deep.equal([
      "order-service#2 is refused; the old version was not touched and serves",
      "  reason: ended before it was healthy, with exit code 7",
      "  exit:   exit code 7",
    ]);
    expect(lines[3]).to.match(/^ {2}health: \/health on port \d+ for its target group/);
    expect(lines.slice(4)).to.deep.equal(["  log:    its last lines", "    no database"]);
    expect(processes()).to.deep.equal(before);
    expect(await versionOf(gateway)).to.equal(1);
  });

  it("refuses one that cannot be built", async () => {
    await start(enough);
    fs.writeFileSync(path.join(context, "build.js"), 'console.error("no type"); process.exit(2);');
    const message = await messageOf(() => redeploy());
    expect(message).to.match(
      /^order-service#2 is refused; .*\n {2}reason: .*npm run build.* exit code 2\n {4}no type$/,
    );
    expect(copies()).to.deep.equal([]);
    expect(await versionOf(gateway)).to.equal(1);
  });

  it("asks the container's own check too", async () => {
    const own = {
      command: ["CMD-SHELL", "wget -q -O /dev/null http://127.0.0.1:4001/api/ready || exit 1"],
      ...{ interval: 0.2, timeout: 1, retries: 2, startPeriod: 3 },
    };
    await start({ ...little, healthCheck: own });
    edit(
      '"/api/exit":',
      '"/api/ready": (_q, response) => response.writeHead(503).end(),\n"/api/exit":',
    );
    expect(await messageOf(() => redeploy())).to.match(
      /\n {2}health: \/api\/ready on port \d+ for its container: answered 503, not 200-399\n/,
    );
  });

  /** A request that the gateway has and that is answered when its body ends. */
  async function begin(): Promise<{ end(body: string): void; answer: Promise<any> }> {
    const upload = http.request(gateway, { method: "POST", headers: { Expect: "100-continue" } });
    const answer = new Promise((resolve, reject) => {
      upload.once("error", reject);
      upload.once("response", response => {
        let text = "";
        response.on("data", part => (text += String(part)));
        response.on("end", () => resolve(JSON.parse(text)));
      });
    });
    await new Promise(resolve => upload.once("continue", resolve).flushHeaders());
    return { end: body => void upload.end(body), answer };
  }

  it("takes the old version out when the requests that it has are answered", async () => {
    await start(enough);
    const [old] = processes();
    const upload = await begin();
    edit("version: 1", "version: 2");
    let meanwhile: Promise<unknown> = Promise.resolve();
    await redeploy(line => {
      if (line.endsWith("requests go to it")) {
        meanwhile = versionOf(gateway).then(version => {
          upload.end(`while ${old.pid} is ${isAlive(old.pid) ? "alive" : "dead"}`);
          return version;
        });
      }
    });
    expect(await meanwhile).to.equal(2);
    expect(await upload.answer).to.include({ version: 1, body: `while ${old.pid} is alive` });
    expect(isAlive(old.pid)).to.equal(false);
  });

  it("waits for them no longer than the deregistration delay", async () => {
    await start(enough);
    const upload = await begin();
    const rollout = service().rollout;
    const plan = { ...service(), rollout: rollout && { ...rollout, deregistrationSeconds: 0.1 } };
    const reports: string[] = [];
    await redeploy(
      line => {
        reports.push(line);
        if (line.includes("still has")) {
          upload.end("");
        }
      },
      undefined,
      plan,
    );
    expect(reports.slice(2)).to.deep.equal([
      "order-service still has requests after its 0.1 s of deregistration",
      "order-service is stopped",
    ]);
    expect(await upload.answer).to.include({ version: 1 });
  });

  it("keeps the new version running, and the one after it", async () => {
    await start(enough);
    edit("version: 1", "version: 2");
    await redeploy();
    const [{ pid }] = processes();
    process.kill(pid, "SIGKILL");
    edit("version: 2", "version: 3");
    await eventually("it is started again", async () => {
      const response = await fetch(gateway);
      return response.status === 200 && (await response.json()).version === 2;
    });
    await redeploy();
    expect([await versionOf(gateway), await versionOf(direct)]).to.deep.equal([3, 3]);
    expect(copies()).to.deep.equal(["order-service-v3"]);
  });

  it("is done for one service at a time", async () => {
    await start(enough);
    let second = "";
    await redeploy(line => {
      if (line.includes("starts on port")) {
        void messageOf(() => redeploy()).then(message => (second = message));
      }
    });
    expect(second).to.equal("A new version of order-service is coming out already: wait for it");
  });

  it("is taken back when its user leaves", async () => {
    await start(enough);
    const before = processes();
    edit("let healthy =", "let healthy = false && ");
    const leaving = new AbortController();
    const message = await messageOf(() =>
      redeploy(line => line.includes("starts on port") && leaving.abort(), leaving.signal),
    );
    expect(message).to.equal(
      "order-service#2 is taken back; the old version was not touched and serves",
    );
    expect(processes()).to.deep.equal(before);
    expect(copies()).to.deep.equal([]);
    expect(await versionOf(gateway)).to.equal(1);
  });

  it("is taken back when its user leaves while it is built", async () => {
    await start(enough);
    const before = processes();
    fs.writeFileSync(path.join(context, "build.js"), "setInterval(() => {}, 1000);");
    const leaving = new AbortController();
    const over = messageOf(() => redeploy(undefined, leaving.signal));
    await eventually("it is being built", () => processes().length > before.length);
    leaving.abort();
    expect(await over).to.contain("taken back");
    expect(processes()).to.deep.equal(before);
  });

  it("ends with the run", async () => {
    await start(enough);
    edit("let healthy =", "let healthy = false && ");
    let pids: number[] = [];
    const over = messageOf(() =>
      redeploy(line => {
        if (line.includes("starts on port")) {
          // In the next turn it is written down.
          setImmediate(() => {
            pids = processes().map(({ pid }) => pid);
            void running.stop();
          });
        }
      }),
    );
    expect(await over).to.contain("taken back");
    await running.whenStopped;
    expect(pids).to.have.length(2);
    expect(pids.filter(isAlive)).to.deep.equal([]);
    expect(fs.existsSync(path.join(planned.stateDir, "run.json"))).to.equal(false);
    expect(copies()).to.deep.equal([]);
    expect(await messageOf(() => redeploy())).to.equal("The run was stopped");
  });

  it("is not for a service that listens where it likes", async () => {
    await start({ ...enough, env: {} });
    expect(await messageOf(() => redeploy())).to.equal(
      "order-service cannot stand beside its old version: it needs a port that PORT chooses, " +
        "and a health check over HTTP on that port",
    );
    expect(await versionOf(direct)).to.equal(1);
  });
});
