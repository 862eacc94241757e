import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect } from "chai";
import { officialInstaller } from "../../../local/engine/official-installer";
import { failure, isAlive, until, temporaryFolder } from "./fakes";

/** Long enough for a process to start on a busy machine. */
const patience = { answerMs: 3000, progressMs: 1500 };

/** Runs the installer with Node code in the place of the vendor's; `root` is the folder to fill. */
function install(root: string, code: string): Promise<void> {
  const context = { env: process.env, report: () => undefined };
  const script = `const fs = require("fs"), root = process.argv[1]; ${code}`;
  return officialInstaller(patience, ["-e", script]).make(root, context);
}

describe("the official installer", () => {
  let root: string;
  beforeEach(() => (root = temporaryFolder()));

  it("is of the SDK's version", () => {
    const sdk = JSON.parse(
      readFileSync(require.resolve("@pulumi/pulumi/package.json"), "utf8"),
    ) as { version: string };
    expect(officialInstaller().version).to.equal(sdk.version);
  });

  it("fills the folder and leaves nothing of its own there", async () => {
    await install(
      root,
      "fs.writeFileSync(`${process.env.TMPDIR}/x`, '1'); fs.mkdirSync(`${root}/bin`)",
    );
    expect(readdirSync(root)).to.deep.equal(["bin"]);
  });

  it("passes on why it failed", async () => {
    const error = await failure(install(root, "console.error('no such host'); process.exit(1)"));
    expect(error.message).to.equal("no such host; check the network or its proxy");
    expect(readdirSync(root)).to.deep.equal([]);
  });

  it("is given up, with all that it started, when the host never answers", async () => {
    const pid = path.join(temporaryFolder(), "pid");
    const sleeper = `require("child_process").spawn("/bin/sh", ["-c", "echo $$ > '${pid}'; sleep 60"])`;
    const error = await failure(install(root, sleeper));
    expect(error.message).to.equal("nothing came for 3 s; check the network or its proxy");
    await until(() => existsSync(pid) && !isAlive(Number(readFileSync(pid, "utf8"))), "its end");
  });

  it("is given up when a download stops half way", async () => {
    const half = "fs.writeFileSync(`${process.env.TMPDIR}/half`, 'x'); setInterval(() => {}, 1000)";
    const error = await failure(install(root, half));
    expect(error.message).to.equal("nothing came for 1.5 s; check the network or its proxy");
    expect(readdirSync(root)).to.deep.equal([]);
  });

  it("may take longer than its patience while something comes", async () => {
    const drip =
      "let n = 0; setInterval(() => { fs.appendFileSync(`${process.env.TMPDIR}/x`, 'x');" +
      "if (n++ === 5) { fs.mkdirSync(`${root}/bin`); process.exit(); } }, 400)";
    mkdirSync(path.join(root, "before"));
    await install(root, drip);
    expect(readdirSync(root).sort()).to.deep.equal(["before", "bin"]);
  });
});
