import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect } from "chai";
import type { Cli } from "../../../local/engine/cli";
import { FakeMachine, isAlive, onlyGo, until } from "./fakes";

describe("several processes that need a CLI", () => {
  let machine: FakeMachine;
  let started: Searcher[];

  beforeEach(() => {
    machine = new FakeMachine();
    started = [];
  });
  afterEach(() => started.forEach(({ child }) => child.kill("SIGKILL")));

  const start = () => {
    const searcher = new Searcher(machine);
    started.push(searcher);
    return searcher;
  };

  it("build it once, the second waiting for the first", async () => {
    const go = path.join(machine.folder, "go on");
    machine.addGo("go1.26.0", `until [ -e "${go}" ]; do sleep 0.05; done`);
    const first = start();
    await until(() => builds(machine) === 1, "the first build");
    const second = start();
    await until(() => second.output.includes("waiting for it"), "the second process's waiting");
    writeFileSync(go, "");

    expect((await first.cli()).source).to.equal("go");
    expect(await second.cli()).to.include({ source: "cache", version: "3.220.0" });
    expect(second.output).to.contain(
      `Another process is setting up the Pulumi CLI in ${machine.cache}: waiting for it`,
    );
    expect(builds(machine)).to.equal(1);
  });

  it("are not harmed by one that is killed while it builds", async () => {
    const pid = path.join(machine.folder, "pid");
    machine.addGo("go1.26.0", `echo $$ > "${pid}"; sleep 60`);
    const killed = start();
    await until(() => existsSync(pid) && readFileSync(pid, "utf8") !== "", "the build");
    killed.child.kill("SIGKILL");
    process.kill(-Number(readFileSync(pid, "utf8")), "SIGKILL");
    expect(readdirSync(machine.cache).some(name => name.startsWith(".draft-"))).to.equal(true);

    machine.addGo();
    const { cli } = await machine.ensureCli(onlyGo, { staleMs: 2000 });
    expect(cli.source).to.equal("go");
    expect(readdirSync(machine.cache)).to.deep.equal([
      path.basename(path.dirname(path.dirname(cli.bin))),
    ]);
  });

  it("end their build when they are told to end", async () => {
    const pid = path.join(machine.folder, "pid");
    machine.addGo("go1.26.0", `echo $$ > "${pid}"; sleep 60`);
    const searcher = start();
    await until(() => existsSync(pid) && readFileSync(pid, "utf8") !== "", "the build");
    searcher.child.kill("SIGTERM");
    await until(() => searcher.child.signalCode === "SIGTERM", "the process's end");
    await until(() => !isAlive(Number(readFileSync(pid, "utf8"))), "the build's end");
  });
});

/** A process of its own that looks for a CLI. */
class Searcher {
  output = "";
  readonly child: ChildProcess;

  constructor({ env }: FakeMachine) {
    const script = path.join(__dirname, "ensure-cli.process.ts");
    this.child = spawn(process.execPath, ["-r", "ts-node/register/transpile-only", script], {
      env,
      stdio: ["ignore", "pipe", "inherit"],
    });
    this.child.stdout?.on("data", (text: Buffer) => (this.output += text.toString()));
  }

  async cli(): Promise<Cli> {
    await until(() => this.child.exitCode !== null, "the process's end");
    return JSON.parse(this.output.trim().split("\n").at(-1) ?? "") as Cli;
  }
}

function builds({ ran }: FakeMachine): number {
  return ran.filter(line => line.startsWith("go build")).length;
}
