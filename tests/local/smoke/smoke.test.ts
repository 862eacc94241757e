import { expect } from "chai";
import * as http from "node:http";
import type { AddressInfo } from "node:net";
import type { Running, RunPlan } from "../../../local/runner";
import { ask, type Outcome, runChecks, same } from "../../../local/smoke/checks";
import { smoke } from "../../../local/smoke/smoke";

const emptyPlan: RunPlan = {
  stateDir: "",
  databases: [],
  caches: [],
  migrations: [],
  services: [],
  gateways: [],
  skipped: [],
  notes: [],
};

/** A server that answers every request alike. */
class Stub {
  private readonly server: http.Server;
  requests: string[] = [];
  url = "";

  constructor(status: number, type: string, body: string) {
    this.server = http.createServer((request, response) => {
      this.requests.push(`${request.method} ${request.url}`);
      request.resume();
      response.writeHead(status, { "content-type": type }).end(body);
    });
  }

  async listen(): Promise<this> {
    await new Promise<void>(resolve => this.server.listen(0, "127.0.0.1", resolve));
    this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    return this;
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }
}

describe("a smoke check", () => {
  let stub: Stub;
  afterEach(() => stub?.close());

  const answering = async (status: number, type: string, body: string) =>
    (stub = await new Stub(status, type, body).listen());

  const failureOf = (promise: Promise<unknown>) =>
    promise.then(
      () => undefined,
      (error: Error) => error.message,
    );

  it("gives back JSON, and nothing of a page", async () => {
    await answering(200, "application/problem+json", '{"a":1}');
    expect(await ask(`${stub.url}/x`)).to.deep.equal({ a: 1 });
    stub.close();
    await answering(201, "text/html", "<p>");
    expect(await ask(stub.url, { status: 201, body: {} })).to.deep.equal({});
    expect(stub.requests).to.deep.equal(["POST /"]);
  });

  it("fails on another status, with the answer", async () => {
    await answering(503, "application/json", '{"error":"away"}');
    expect(await failureOf(ask(stub.url))).to.equal('got 503 {"error":"away"}, wanted 200');
  });

  it("fails on another value, with both", () => {
    expect(() => same("total", 100, 110)).to.throw("total is 100, wanted 110");
    expect(() => same("total", undefined, 110)).to.throw("total is undefined, wanted 110");
    same("total", 110, 110);
  });

  it("does not keep the next from running", async () => {
    const told: Outcome[] = [];
    const checks = [
      { name: "first", run: () => Promise.reject(new Error("no")) },
      { name: "second", run: () => Promise.resolve() },
    ];
    const outcomes = await runChecks(checks, outcome => told.push(outcome));
    expect(outcomes).to.deep.equal([
      { name: "first", failure: "no" },
      { name: "second", failure: undefined },
    ]);
    expect(told).to.deep.equal(outcomes);
  });
});

describe("smoke", () => {
  it("counts what failed, before and after a restart, and stops what it launched", async () => {
    const stub = await new Stub(500, "application/json", "{}").listen();
    let [launched, stopped] = [0, 0];
    const launch = (): Promise<Running> => {
      launched += 1;
      return Promise.resolve({
        plan: emptyPlan,
        table: [{ name: "alb", url: stub.url, health: "running" }],
        ready: Promise.resolve(),
        whenStopped: Promise.resolve(),
        stopService: () => Promise.resolve(),
        startService: () => Promise.resolve(),
        redeploy: () => Promise.reject(new Error("not asked for")),
        stop: () => Promise.resolve(void (stopped += 1)),
      });
    };
    const { result, lines } = await printed(() => smoke("order-management", launch));
    stub.close();
    expect(result).to.equal(false);
    expect([launched, stopped]).to.deep.equal([2, 2]);
    const checks = lines.slice(0, -1);
    expect(checks.every(line => line.startsWith("FAILED  "))).to.equal(true);
    expect(checks.filter(line => line.includes("after a restart: "))).to.have.length(6);
    expect(lines.at(-1)).to.equal(`0 passed, ${checks.length} failed`);
  });
});

/** What `act` gives, and the lines that it prints. */
async function printed<T>(act: () => Promise<T>): Promise<{ result: T; lines: string[] }> {
  const lines: string[] = [];
  const { log } = console;
  console.log = (line: string) => void lines.push(line);
  try {
    return { result: await act(), lines };
  } finally {
    console.log = log;
  }
}
