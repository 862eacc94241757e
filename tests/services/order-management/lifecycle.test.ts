import { expect } from "chai";
import { once } from "node:events";
import { Agent, type IncomingMessage, request } from "node:http";

import { freePort } from "../support/ports";
import { migratedDatabase } from "./support/postgres";
import { buildService, startBuilt } from "./support/processes";
import { until } from "../support/until";

/** The objects of a log, one a line; throws when a line is none. */
const logLines = (stdout: string) =>
  stdout
    .trimEnd()
    .split("\n")
    .map(line => JSON.parse(line) as Record<string, unknown>);

describe("the services' processes", () => {
  let databaseUrl: string;

  before(async function () {
    this.timeout(60_000);
    databaseUrl = await migratedDatabase();
    await buildService("invoice-service");
  });

  async function startOrderService(env: NodeJS.ProcessEnv = {}) {
    const port = await freePort();
    const child = startBuilt("order-service", "main.js", {
      PORT: String(port),
      HOST: "127.0.0.1",
      DATABASE_URL: databaseUrl,
      ...env,
    });
    await child.untilPrinted(/Server listening/);
    return { child, base: `http://127.0.0.1:${port}` };
  }

  for (const [service, missing] of [
    ["order-service", ["DATABASE_URL"]],
    ["invoice-service", ["DATABASE_URL", "ORDER_SERVICE_URL"]],
  ] as const) {
    it(`${service} says in one line what its environment lacks, and exits with 1`, async () => {
      const { code, stdout, stderr } = await startBuilt(service, "main.js", {}).ended;
      expect(code).to.equal(1);
      expect(stdout).to.equal("");
      expect(stderr.trimEnd().split("\n")).to.have.length(1);
      expect(stderr).to.match(new RegExp(`^${service}: `));
      for (const name of missing) {
        expect(stderr).to.include(`${name} is missing; set it to `);
      }
    });
  }

  it("say in one line that their port is in use, and exit with 1", async () => {
    const { base } = await startOrderService();
    const { port } = new URL(base);
    const env = { PORT: port, HOST: "127.0.0.1", DATABASE_URL: databaseUrl };
    const { code, stderr } = await startBuilt("order-service", "main.js", env).ended;
    expect(code).to.equal(1);
    expect(stderr).to.equal(
      `order-service: cannot listen (PORT, HOST): listen EADDRINUSE: address already in use 127.0.0.1:${port}\n`,
    );
  });

  it("log one JSON object a line, with the service and the request's id, and no secret", async () => {
    const { child, base } = await startOrderService({ NODE_ENV: "test" });
    const body = JSON.stringify({
      email: "eve@example.com",
      firstName: "Eve",
      lastName: "Moneypenny",
    });
    const headers = { "content-type": "application/json", "x-request-id": "r-42" };
    await fetch(`${base}/api/customers`, { method: "POST", headers, body });
    await fetch(`${base}/health`);
    child.signal("SIGTERM");
    const { stdout } = await child.ended;
    const lines = logLines(stdout);
    for (const line of lines) {
      expect(line).to.include({ service: "order-service", environment: "test" });
    }
    expect(lines.filter(line => line.msg === "request answered")).to.have.length(1);
    expect(lines.find(line => line.requestId === "r-42")).to.deep.include({
      level: "info",
      method: "POST",
      url: "/api/customers",
      status: 201,
    });
    expect(stdout).to.not.include("Moneypenny");
    expect(stdout).to.not.include(new URL(databaseUrl).password);
  });

  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    it(`finish the request in flight at ${signal}, then exit with 0`, async () => {
      const { child, base } = await startOrderService();
      const flight = await halfSent(base, { email: `${signal}@example.com` });
      child.signal(signal);
      await child.untilPrinted(/stopping/);
      await until(() =>
        fetch(`${base}/health`).then(
          () => false,
          () => true,
        ),
      );
      flight.finish();
      const { statusCode, headers } = await flight.answer;
      expect(statusCode).to.equal(201);
      expect(headers.connection).to.equal("close");
      const { code, stdout } = await child.ended;
      expect(code).to.equal(0);
      // The answer's own line may come after it: it is written when the client has the answer.
      expect(logLines(stdout).map(line => line.msg)).to.include("stopped");
    });
  }

  it("exit with 1 at a second signal, without waiting for anything", async () => {
    const { child, base } = await startOrderService();
    const { answer } = await halfSent(base, { email: "cut@example.com" });
    const fate = answer.then(
      () => "answered",
      () => "cut off",
    );
    child.signal("SIGTERM");
    await child.untilPrinted(/stopping/);
    child.signal("SIGTERM");
    expect((await child.ended).code).to.equal(1);
    expect(await fate).to.equal("cut off");
  });
});

/** A POST whose headers have arrived and whose body waits for `finish`. */
async function halfSent(base: string, change: object) {
  const body = JSON.stringify({ firstName: "A", lastName: "B", ...change });
  const headers = {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(body),
    expect: "100-continue",
  };
  const agent = new Agent({ keepAlive: true });
  const sent = request(`${base}/api/customers`, { method: "POST", agent, headers });
  const answer = once(sent, "response").then(([response]: IncomingMessage[]) => response.resume());
  // Rejects for whoever awaits it, and is no crash until then.
  answer.catch(() => undefined);
  sent.flushHeaders();
  await once(sent, "continue");
  return { answer, finish: () => sent.end(body) };
}
