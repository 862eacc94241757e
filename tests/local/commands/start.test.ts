import { expect } from "chai";
import * as fs from "node:fs";
import * as net from "node:net";
import { ensureCli } from "../../../local/engine/cli";
import { freePorts } from "../runner/fixtures/run";
import { alive, type Command, ProjectCopy, until } from "../stack/support/project-copy";

/** One stack for all: each test takes up where the one before left it. */
describe("start", function () {
  this.timeout(240_000);
  let copy: ProjectCopy;
  let env: Record<string, string>;

  before(async function () {
    this.timeout(0);
    await ensureCli({ report: () => undefined });
    copy = new ProjectCopy();
    const variables = [
      "GATEWAY_PORT",
      "POSTGRES_PORT",
      "ORDER_SERVICE_PORT",
      "INVOICE_SERVICE_PORT",
    ];
    const ports = await freePorts(variables.length);
    env = Object.fromEntries(variables.map((name, i) => [name, String(ports[i])]));
  });
  after(() => copy?.remove());

  const customers = () => `http://127.0.0.1:${env.GATEWAY_PORT}/api/customers`;

  async function started(): Promise<Command> {
    const command = copy.start("start", [], env);
    await until("the table is shown", () => {
      if (command.hasEnded) {
        throw new Error(`it ended by itself: ${command.stderr.slice(-2000)}`);
      }
      return command.stdout.includes("SERVICE");
    });
    return command;
  }

  /** Ctrl-C: the terminal signals the whole group. */
  async function interrupt(command: Command): Promise<void> {
    const pids = [command.pid, ...command.descendants()];
    command.signal("SIGINT");
    const { code, stderr } = await command.ended;
    expect(code, stderr.slice(-2000)).to.equal(0);
    await until("no process is left", () => alive(pids).length === 0);
    for (const [variable, port] of Object.entries(env)) {
      expect(await isTaken(Number(port)), `${variable} is still taken`).to.equal(false);
    }
  }

  it("names a port that is in use, its variable, and leaves nothing running", async () => {
    const taken = net.createServer();
    await new Promise<void>(resolve => taken.listen(Number(env.GATEWAY_PORT), "0.0.0.0", resolve));
    const command = copy.start("start", [], env);
    const seen = new Set<number>();
    const watch = setInterval(() => command.descendants().forEach(pid => seen.add(pid)), 500);
    const { code, stdout, stderr } = await command.ended;
    clearInterval(watch);
    await new Promise(resolve => taken.close(resolve));
    expect({ code, stdout }).to.deep.equal({ code: 1, stdout: "" });
    const port = env.GATEWAY_PORT;
    expect(stderr).to.match(
      new RegExp(
        `\nerror: Port ${port} is in use \\(GATEWAY_PORT\\): set GATEWAY_PORT to another port\\.\n$`,
      ),
    );
    expect(seen.size).to.be.greaterThan(0);
    await until("no process is left", () => alive([...seen]).length === 0);
  });

  it("shows what runs where, answers, and stops all of it at Ctrl-C", async () => {
    const command = await started();
    for (const port of Object.values(env)) {
      expect(command.stdout).to.contain(`localhost:${port}`);
    }
    const response = await fetch(customers(), {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ email: "ada@example.com", firstName: "Ada", lastName: "Lovelace" }),
    });
    expect(response.status).to.equal(201);
    await interrupt(command);
  });

  it("finds its data again the next time", async () => {
    const command = await started();
    expect(command.stderr).to.match(/^✔ up: \d+ same; /m);
    expect(await (await fetch(customers())).text()).to.contain("ada@example.com");
    expect((await copy.run("reset")).stderr).to.contain("already running");
    await interrupt(command);
  });

  it("has no data after a reset", async () => {
    expect(fs.existsSync(copy.path(".local/stacks/local"))).to.equal(true);
    const { code, stderr } = await copy.run("reset");
    expect(code, stderr).to.equal(0);
    expect(stderr).to.contain("Data and state of the stack local are gone.");
    expect(fs.existsSync(copy.path(".local/stacks/local"))).to.equal(false);
  });

  it("stops all of it when nobody reads what it says any more", async () => {
    const command = await started();
    const pids = [command.pid, ...command.descendants()];
    command.stopReading();
    // The services' line on the request is what finds the reader gone.
    await fetch(customers());
    await until("no process is left", () => alive(pids).length === 0);
  });

  it("--smoke checks all by itself, and leaves nothing", async () => {
    const { code, stdout, stderr } = await copy.run("start", ["--smoke"], env);
    expect(code, stdout + stderr.slice(-2000)).to.equal(0);
    const lines = stdout.trim().split("\n");
    const count = lines.length - 1;
    expect(lines.at(-1)).to.equal(`${count} passed, 0 failed`);
    expect(lines.slice(0, -1).filter(line => !line.startsWith("ok "))).to.deep.equal([]);
    expect(lines.some(line => line.includes("after a restart"))).to.equal(true);
    expect(fs.readdirSync(copy.path(".local")).filter(name => /smoke/.test(name))).to.deep.equal(
      [],
    );
    expect(await isTaken(Number(env.GATEWAY_PORT))).to.equal(false);
  });
});

/** Whether somebody listens on a port of this machine. */
function isTaken(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = net.connect(port, "127.0.0.1");
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}
