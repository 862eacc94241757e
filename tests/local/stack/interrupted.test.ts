import { expect } from "chai";
import * as fs from "node:fs";
import {
  alive,
  type Command,
  type ProjectCopy,
  until,
  withProjectCopy,
} from "./support/project-copy";

/** The engine's line on a resource of AWS that is made. */
const MADE = /aws:\S+ \S+ created/;

/** One stack for all: each test takes up where the one before left it. */
describe("an `up` that is ended in the middle", function () {
  this.timeout(180_000);
  let copy: ProjectCopy;

  withProjectCopy(made => (copy = made));

  /** Starts `up` and waits until it has said something. */
  async function upUntil(what: string, said: RegExp): Promise<Command> {
    const command = copy.start("up", ["--stack", "dev"]);
    await until(what, () => {
      if (command.hasEnded && !said.test(command.stderr)) {
        throw new Error(`it ended by itself: ${command.stderr.slice(-2000)}`);
      }
      return said.test(command.stderr);
    });
    return command;
  }

  const halfUp = () => upUntil("the first resource is made", MADE);

  it("by Ctrl-C stops with all its processes and exit code 1", async () => {
    const command = await halfUp();
    const pids = [command.pid, ...command.descendants()];
    expect(pids.length).to.be.greaterThan(1);
    command.signal("SIGINT");
    const { code } = await command.ended;
    expect(code).to.equal(1);
    await until("no process is left", () => alive(pids).length === 0);
  });

  it("by a power cut is taken up by the next one", async () => {
    await (await halfUp()).kill();
    // What it was just writing itself may be cut off anywhere.
    fs.truncateSync(copy.path(".local/stacks/dev/work/Pulumi.dev.yaml"));
    const { code, stderr } = await copy.run("up", ["--stack", "dev"]);
    expect(code, stderr.slice(-3000)).to.equal(0);
  });

  it("leaves a stack that then stays as it is, also when two commands come at once", async () => {
    const first = await upUntil("the first is at work", /Previewing update/);
    const second = await copy.run("outputs", ["--stack", "dev", "--json"]);
    const { code, stderr } = await first.ended;
    expect(code, stderr.slice(-3000)).to.equal(0);
    expect(stderr).to.match(/^✔ up: \d+ same; /m);
    expect(second.stderr).to.match(
      /^Another command is at work on the stack dev; waiting for it …\n/,
    );
    if (second.code === 0) {
      expect(JSON.parse(second.stdout)).to.include({ clusterName: "order-management-dev" });
    } else {
      // On a slow machine the wait may be longer than anybody should wait without a word.
      expect(second.stderr).to.match(
        /\nerror: another command is at work on the stack dev; wait for it or stop it\n$/,
      );
    }
  });

  it("goes down to nothing", async () => {
    const { code, stderr } = await copy.run("down", ["--stack", "dev"]);
    expect(code, stderr.slice(-3000)).to.equal(0);
    expect(copy.stateOf("dev")).to.deep.equal([]);
  });
});
