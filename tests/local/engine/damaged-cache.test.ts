import {
  chmodSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { expect } from "chai";
import { SetupError } from "../../../local/engine/setup-error";
import { failure, FakeMachine, onlyGo } from "./fakes";

/** Every way to spoil an installed CLI, and how that is reported. */
const damages: { name: string; spoil: (folder: string, bin: string) => void; reported: string }[] =
  [
    {
      name: "truncated",
      spoil: (_, bin) => truncateSync(bin, 10),
      reported: "bin/pulumi has 10 bytes instead of SIZE",
    },
    {
      name: "with wrong bits",
      spoil: (_, bin) =>
        writeFileSync(
          bin,
          readFileSync(bin).map(byte => byte ^ 1),
        ),
      reported: "bin/pulumi is not what was installed",
    },
    {
      name: "not executable",
      spoil: (_, bin) => chmodSync(bin, 0o644),
      reported: "bin/pulumi is not executable",
    },
    {
      name: "without the program",
      spoil: (_, bin) => rmSync(bin),
      reported: "bin/pulumi is missing",
    },
    {
      name: "without its manifest",
      spoil: folder => rmSync(path.join(folder, "manifest.json")),
      reported: "its manifest.json is missing or unreadable",
    },
    {
      name: "with half a manifest",
      spoil: folder => truncateSync(path.join(folder, "manifest.json"), 20),
      reported: "its manifest.json is missing or unreadable",
    },
    {
      name: "with a manifest of nothing",
      spoil: folder => writeFileSync(path.join(folder, "manifest.json"), '{ "files": [] }'),
      reported: "its manifest.json is missing or unreadable",
    },
  ];

describe("a cached CLI", () => {
  let machine: FakeMachine;
  let folder: string;
  let bin: string;

  beforeEach(async () => {
    machine = new FakeMachine();
    machine.addGo();
    ({ bin } = (await machine.ensureCli(onlyGo)).cli);
    folder = path.dirname(path.dirname(bin));
  });

  for (const { name, spoil, reported } of damages) {
    it(`${name} is reported in a line and made anew`, async () => {
      const sound = readFileSync(bin);
      spoil(folder, bin);
      const { cli, lines } = await machine.ensureCli(onlyGo);
      const reason = reported.replace("SIZE", String(sound.length));
      expect(lines[0]).to.equal(
        `The Pulumi CLI kept in ${folder} is damaged (${reason}): removing it`,
      );
      expect(cli).to.include({ source: "go", bin });
      expect(readFileSync(bin).equals(sound)).to.equal(true);
    });
  }

  it("that was only touched is kept, and looked into once", async () => {
    const recorded = Math.round(statSync(bin).mtimeMs);
    utimesSync(bin, new Date(), new Date(0));
    const { cli } = await machine.ensureCli(onlyGo);
    expect(cli.source).to.equal("cache");
    expect(Math.round(statSync(bin).mtimeMs)).to.equal(recorded);
  });

  it("gets a damaged launcher replaced", async () => {
    const launcher = path.join(folder, "bin", "pulumi-analyzer-policy");
    const sound = readFileSync(launcher);
    writeFileSync(launcher, "old", { mode: 0o644 });
    expect((await machine.ensureCli(onlyGo)).cli.source).to.equal("cache");
    expect(readFileSync(launcher).equals(sound)).to.equal(true);
    expect(statSync(launcher).mode & 0o111).to.equal(0o111);
  });

  it("that cannot get its launchers is an error with a remedy", async () => {
    const launcher = path.join(folder, "bin", "run-policy-pack.js");
    rmSync(launcher);
    mkdirSync(path.join(launcher, "in the way"), { recursive: true });
    const error = await failure(machine.ensureCli(onlyGo));
    expect(error).to.be.instanceOf(SetupError);
    expect(error.message).to.match(/bin lacks this version's programs .* can be written to$/);
  });

  it("that is damaged is removed even where another one is sound", async () => {
    await machine.ensureCli([machine.installer()], { env: { ...machine.env, PATH: "" } });
    const other = folder.replace("3.220.0", "3.248.0");
    truncateSync(path.join(other, "bin", "pulumi"), 1);
    const { cli, lines } = await machine.ensureCli(onlyGo);
    expect(cli).to.include({ source: "cache", version: "3.220.0" });
    expect(lines[0]).to.contain(`kept in ${other} is damaged`);
  });
});
