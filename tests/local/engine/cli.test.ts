import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect } from "chai";
import { goBuild } from "../../../local/engine/go-build";
import { SetupError } from "../../../local/engine/setup-error";
import { failure, FakeMachine, onlyGo, unreachableInstaller } from "./fakes";

const here = `${process.platform}-${process.arch}`;

describe("ensureCli", () => {
  let machine: FakeMachine;
  beforeEach(() => (machine = new FakeMachine()));

  it("takes a new enough pulumi on PATH before anything else", async () => {
    machine.addPulumi(machine.programs, "echo v3.220.0");
    const { cli, lines } = await machine.ensureCli([machine.installer()]);
    const bin = path.join(machine.programs, "pulumi");
    expect(cli).to.deep.equal({
      bin,
      version: "3.220.0",
      source: "path",
      why: `found on PATH as ${bin}`,
    });
    expect(lines).to.deep.equal([`Pulumi CLI 3.220.0: found on PATH as ${bin}`]);
    expect(machine.ran).to.deep.equal(["pulumi version"]);
  });

  it("passes over a pulumi on PATH that is too old, and says so", async () => {
    machine.addPulumi(machine.programs, "echo v3.99.5");
    const { cli, lines } = await machine.ensureCli([machine.installer()]);
    expect(cli.source).to.equal("installer");
    expect(lines[0]).to.equal(
      `Passing over PATH: ${machine.programs}/pulumi is version 3.99.5, too old; ` +
        "install Pulumi 3.220.0 or newer and put it on PATH",
    );
  });

  it("passes over a pulumi on PATH that does not run, and says what it said", async () => {
    machine.addPulumi(machine.programs, "echo no such library >&2; exit 3");
    const { cli, lines } = await machine.ensureCli([machine.installer()]);
    expect(cli.source).to.equal("installer");
    expect(lines[0]).to.contain(`${machine.programs}/pulumi does not run: no such library;`);
  });

  it("takes the official installer before a build", async () => {
    machine.addGo();
    const { cli, lines } = await machine.ensureCli([machine.installer(), goBuild()]);
    const folder = path.join(machine.cache, `3.248.0-${here}`);
    expect(cli).to.deep.equal({
      bin: path.join(folder, "bin", "pulumi"),
      version: "3.248.0",
      source: "installer",
      why: `from the official installer, now kept in ${folder}`,
    });
    expect(lines).to.deep.equal([`Pulumi CLI 3.248.0: ${cli.why}`]);
    expect(machine.ran).to.deep.equal(["installer", "pulumi version"]);
  });

  it("builds from the Go module where the installer fails", async () => {
    machine.addGo();
    const { cli, lines } = await machine.ensureCli(onlyGo);
    expect(cli.source).to.equal("go");
    expect(cli.bin).to.equal(path.join(machine.cache, `3.220.0-${here}`, "bin", "pulumi"));
    expect(lines).to.deep.equal([
      "Passing over the official installer: no network",
      "Building the Pulumi CLI 3.220.0 from its Go module: this takes 2 to 5 minutes, once per machine",
      `Pulumi CLI 3.220.0: from its Go module, now kept in ${machine.cache}/3.220.0-${here}`,
    ]);
  });

  it("takes what it has made from the cache the next time, starting nothing", async () => {
    machine.addGo();
    const { cli: first } = await machine.ensureCli(onlyGo);
    const ran = machine.ran.length;
    const { cli } = await machine.ensureCli(onlyGo);
    expect(cli).to.deep.equal({
      ...first,
      source: "cache",
      why: `kept in ${machine.cache}/3.220.0-${here}, from its Go module`,
    });
    expect(machine.ran).to.have.length(ran);
  });

  it("does not take an installed CLI that is too old", async () => {
    const error = await failure(machine.ensureCli([machine.installer("3.100.0")]));
    expect(error.message).to.contain("the official installer: it gave version 3.100.0");
  });

  it("lists every way with its reason and a remedy when none works", async () => {
    const error = await failure(machine.ensureCli(onlyGo));
    expect(error).to.be.instanceOf(SetupError);
    expect(error.message).to.equal(
      [
        "No way to a Pulumi CLI works on this machine:",
        "  - PATH: there is no pulumi; install Pulumi 3.220.0 or newer and put it on PATH",
        `  - cache: there is none in ${machine.cache}; point PULUMI_CLI_CACHE to a folder that has one`,
        "  - the official installer: no network",
        "  - its Go module: there is no go on PATH; install Go 1.24.7 or newer",
      ].join("\n"),
    );
  });

  it("says so when the cache cannot be used", async () => {
    writeFileSync(machine.cache, "a file");
    const error = await failure(machine.ensureCli([machine.installer()]));
    expect(error.message).to.match(
      / {2}- cache: .*cache cannot be used \(EEXIST.*can be written to/,
    );
  });

  it("does not run a pulumi in the working folder that an empty PATH entry means", async () => {
    const error = await failure(
      machine.ensureCli([unreachableInstaller], { env: { ...machine.env, PATH: ":." } }),
    );
    expect(error.message).to.contain("PATH: there is no pulumi");
  });

  it("does not take a folder named pulumi for the program", async () => {
    mkdirSync(path.join(machine.programs, "pulumi"));
    const { cli } = await machine.ensureCli([machine.installer()]);
    expect(cli.source).to.equal("installer");
  });
});
