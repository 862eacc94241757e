import { expect } from "chai";
import { Child, type ChildSpec } from "../../../local/runner/processes/child";
import { RunRecord } from "../../../local/runner/processes/run-record";
import { eventually, isAlive, messageOf, recorded, Runs } from "./fixtures/run";

describe("Child", () => {
  const runs = new Runs();
  let stateDir: string;
  let record: RunRecord;
  let lines: string[];

  beforeEach(async () => {
    stateDir = runs.folder();
    record = await RunRecord.claim(stateDir, () => undefined);
    lines = [];
  });
  afterEach(() => runs.end());

  function start(script: string, over: Partial<ChildSpec> = {}): Child {
    const spec: ChildSpec = {
      name: "child",
      command: ["node", "-e", script],
      cwd: stateDir,
      env: {},
      signal: "SIGTERM",
      onLine: line => lines.push(line),
      ...over,
    };
    return new Child(spec, record);
  }

  const stubborn = 'process.on("SIGTERM", () => console.log("no")); setInterval(() => {}, 1000);';

  it("is written down while it runs, and all it wrote is read", async () => {
    const child = start('process.stdout.write("one\\ntwo"); console.error("three")');
    expect(recorded(stateDir).map(({ name }) => name)).to.deep.equal(["child"]);
    expect(await child.exited).to.deep.equal({ ok: true, how: "exit code 0" });
    expect(lines).to.have.members(["one", "two", "three"]);
    expect(recorded(stateDir)).to.deep.equal([]);
  });

  it("keeps its last twenty lines", async () => {
    const child = start('for (let i = 1; i <= 30; i++) console.log("line " + i)');
    await child.exited;
    expect(child.tail.split("\n    ").slice(1)).to.deep.equal(
      Array.from({ length: 20 }, (_, index) => `line ${index + 11}`),
    );
  });

  it("is asked to end, and killed when it does not", async () => {
    const child = start(`${stubborn} console.log("up")`, { graceMs: 200 });
    await eventually("it is up", () => lines.includes("up"));
    await child.stop();
    expect(lines).to.deep.equal(["up", "no"]);
    expect((await child.exited).how).to.equal("signal SIGKILL");
  });

  it("takes what it started with it", async () => {
    const other = `${stubborn} console.log("up")`;
    const child = start(
      `const { pid } = require("node:child_process").spawn(process.execPath, ["-e", ${JSON.stringify(other)}], { stdio: "inherit" });
       console.log(pid); setInterval(() => {}, 1000)`,
    );
    await eventually("both are up", () => lines.length === 2);
    const pid = Number(lines[0]);
    expect(isAlive(pid)).to.equal(true);
    await child.stop();
    await eventually("the other has ended", () => !isAlive(pid));
  });

  it("says what cannot be run", async () => {
    const child = start("", { command: ["no-such-program"] });
    expect(await messageOf(() => child.exited)).to.equal(
      "child: cannot run no-such-program: spawn no-such-program ENOENT",
    );
    await child.stop();
  });

  it("is not started any more when the run is being stopped", async () => {
    record.close();
    expect(await messageOf(() => start(""))).to.equal("The run was stopped");
  });
});
