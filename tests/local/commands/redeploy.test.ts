import { expect } from "chai";
import * as fs from "node:fs";
import { Load } from "../runner/fixtures/load";
import { freePorts } from "../runner/fixtures/run";
import {
  alive,
  type Command,
  type ProjectCopy,
  until,
  withProjectCopy,
} from "../stack/support/project-copy";

const HEALTH = "services/order-management/order-service/src/shared/health.ts";
const LIVELY = "app.get(path, { schema }, alive);";

/** One run of Order Management for all: each test takes up where the one before left it. */
describe("redeploy, of a real service", function () {
  this.timeout(240_000);
  let copy: ProjectCopy;
  let env: Record<string, string>;
  let start: Command;
  let order: string;

  withProjectCopy(made => (copy = made));
  before(async () => {
    const names = ["GATEWAY_PORT", "POSTGRES_PORT", "ORDER_SERVICE_PORT", "INVOICE_SERVICE_PORT"];
    const ports = await freePorts(names.length);
    env = Object.fromEntries(names.map((name, i) => [name, String(ports[i])]));
    // 25 s until a version that is never well is refused; 15 s are enough to start on a slow machine.
    copy.edit(
      "services/order-management/index.ts",
      "interval: 30, timeout: 5, retries: 3",
      "interval: 5, timeout: 4, retries: 2, startPeriod: 15",
    );
    start = copy.start("start", [], env);
    await until(
      "the table is shown",
      () => {
        if (start.hasEnded) {
          throw new Error(`it ended by itself: ${start.stderr.slice(-2000)}`);
        }
        return start.stdout.includes("SERVICE");
      },
      3,
    );
    const customer = await post("customers", {
      ...{ email: "ada@example.com", firstName: "Ada", lastName: "Lovelace" },
    });
    order = await post("orders", { customerId: customer, status: "PENDING", total: 100 });
  });

  const gateway = (path: string) => `http://127.0.0.1:${env.GATEWAY_PORT}/api/${path}`;

  /** Makes something and returns its id. */
  async function post(path: string, body: object): Promise<string> {
    const response = await fetch(gateway(path), {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    const made = (await response.json()) as { id: string };
    expect(response.status, JSON.stringify(made)).to.equal(201);
    return made.id;
  }

  const redeploy = () => copy.start("redeploy", ["--service", "order-service"]);
  const requests = () =>
    fs
      .readFileSync(copy.path(".local/stacks/local/run/access.log"), "utf8")
      .trim()
      .split("\n")
      .map(line => JSON.parse(line) as { status: number; cut: boolean });

  it("refuses one that fails its health check; of 50 requests a second none fails", async () => {
    const load = new Load([gateway(`orders/${order}`)]);
    const ended = await copy.withEdit(
      HEALTH,
      LIVELY,
      "app.get(path, { schema }, (_request, reply) => reply.code(500).send(alive()));",
      () => redeploy().ended,
    );
    await load.more(25);
    await load.stop();
    expect(ended).to.include({ code: 1, stdout: "" });
    expect(ended.stderr).to.contain(
      "error: order-service#2 is refused; the old version was not touched and serves\n" +
        "  reason: did not become healthy in 25 s\n" +
        "  exit:   none; it was stopped\n" +
        "  health: /health on port ",
    );
    expect(ended.stderr).to.match(/\n {2}log: {4}its last lines\n {4}.*Server listening/);
    expect(load.failed).to.deep.equal([]);
  });

  it("brings a good one out; of 50 requests a second none fails, nor does who calls it", async () => {
    const load = new Load([gateway(`orders/${order}`)]);
    const { code, stdout, stderr } = await copy.withEdit(
      HEALTH,
      LIVELY,
      'app.get(path, { schema }, (_request, reply) => reply.header("x-version", "2").send(alive()));',
      () => redeploy().ended,
    );
    await load.more(25);
    await load.stop();
    expect(code, stderr).to.equal(0);
    expect(stdout).to.match(/^order-service#3 serves; .* of which 0 failed \(.*access\.log\)\n$/);
    expect(load.failed).to.deep.equal([]);
    for (const port of [env.GATEWAY_PORT, env.ORDER_SERVICE_PORT]) {
      const { headers } = await fetch(`http://127.0.0.1:${port}/health`);
      expect(headers.get("x-version")).to.equal("2");
    }
    // The invoice service asks the order service for the order.
    await post("invoices", { orderId: order, taxRate: 0.1 });
    expect(requests().filter(({ status, cut }) => status >= 400 || cut)).to.deep.equal([]);
  });

  it("names what it takes", async () => {
    const { code, stderr } = await copy.run("redeploy", ["--service", "orders"]);
    expect(code).to.equal(1);
    expect(stderr).to.equal('error: --service is "orders"; use invoice-service, order-service\n');
    expect((await copy.run("redeploy")).stderr).to.contain("error: --service is missing");
  });

  it("leaves nothing behind at Ctrl-C, of its own or of the run", async () => {
    const waiting = (command: Command) =>
      until("the new version is started", () => command.stderr.includes("starts on port"));
    await copy.withEdit(HEALTH, LIVELY, "app.get(path, { schema }, () => alive);", async () => {
      const mine = redeploy();
      await waiting(mine);
      mine.signal("SIGINT");
      const { code, stderr } = await mine.ended;
      expect(code).to.equal(1);
      expect(stderr).to.contain("error: Stopped: ");
      await until("it is taken back", () =>
        start.stderr.includes("\norder-service#4 is taken back"),
      );
      expect((await fetch(gateway(`orders/${order}`))).status).to.equal(200);

      const other = redeploy();
      await waiting(other);
      const pids = [start.pid, ...start.descendants()];
      start.signal("SIGINT");
      expect((await other.ended).stderr).to.contain("error: order-service#5 is taken back");
      expect((await start.ended).code).to.equal(0);
      await until("no process is left", () => alive(pids).length === 0);
      expect((await copy.run("redeploy", ["--service", "order-service"])).stderr).to.equal(
        "error: No run listens: start it with npm start, and wait for its table\n",
      );
    });
  });
});
