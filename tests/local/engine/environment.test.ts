import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect } from "chai";
import { engineEnvironment } from "../../../local/engine/environment";
import { launcherFolder } from "../../../local/engine/launchers";
import { failure, temporaryFolder } from "./fakes";

describe("engineEnvironment", () => {
  let project: string;
  let programs: string;

  beforeEach(() => {
    project = temporaryFolder();
    programs = path.join(project, "programs");
    mkdirSync(programs);
    addProgram("pulumi");
  });

  const addProgram = (name: string) =>
    writeFileSync(path.join(programs, name), "", { mode: 0o755 });
  const environment = (env: NodeJS.ProcessEnv = { PATH: "/usr/bin" }) => {
    const cli = {
      bin: path.join(programs, "pulumi"),
      version: "3.220.0",
      source: "path" as const,
      why: "",
    };
    return engineEnvironment({ cli, project, state: path.join(project, "state"), env });
  };
  const passphraseFile = () => path.join(project, ".local", "passphrase");

  it("keeps state and the engine's home in the project", async () => {
    const { PULUMI_BACKEND_URL, PULUMI_HOME } = await environment();
    expect(PULUMI_BACKEND_URL).to.equal(`file://${project}/state?metadata=skip`);
    expect(PULUMI_HOME).to.equal(`${project}/.local/pulumi-home`);
    expect(statSync(path.join(project, "state")).isDirectory()).to.equal(true);
  });

  it("hands on no credentials and no account", async () => {
    const all = await environment();
    const secret = /^AWS_.*(KEY|TOKEN|PROFILE|ROLE|CREDENTIALS_[RF].*URI)|^PULUMI_ACCESS_TOKEN$/;
    const names = Object.keys(all).filter(name => secret.test(name));
    expect(names).to.include.members([
      "AWS_ACCESS_KEY_ID",
      "AWS_SECRET_ACCESS_KEY",
      "AWS_SESSION_TOKEN",
      "AWS_PROFILE",
      "AWS_WEB_IDENTITY_TOKEN_FILE",
      "AWS_CONTAINER_CREDENTIALS_FULL_URI",
      "PULUMI_ACCESS_TOKEN",
    ]);
    expect(names.filter(name => all[name] !== "")).to.deep.equal([]);
    expect(all).to.include({
      AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
      AWS_CONFIG_FILE: "/dev/null",
      AWS_EC2_METADATA_DISABLED: "true",
    });
  });

  it("makes a passphrase once, for its owner's eyes, however many ask at the same time", async () => {
    const all = await Promise.all(Array.from({ length: 10 }, () => environment()));
    const [first] = all.map(({ PULUMI_CONFIG_PASSPHRASE }) => PULUMI_CONFIG_PASSPHRASE);
    expect(first).to.have.length(43);
    expect(new Set(all.map(one => one.PULUMI_CONFIG_PASSPHRASE))).to.deep.equal(new Set([first]));
    expect(readFileSync(passphraseFile(), "utf8").trim()).to.equal(first);
    expect(statSync(passphraseFile()).mode & 0o777).to.equal(0o600);
    expect(readdirSync(path.dirname(passphraseFile()))).to.deep.equal(["passphrase"]);
    expect((await environment()).PULUMI_CONFIG_PASSPHRASE).to.equal(first);
  });

  it("refuses a passphrase that was lost", async () => {
    await environment();
    writeFileSync(passphraseFile(), "");
    const error = await failure(environment());
    expect(error.message).to.equal(
      `${passphraseFile()} is empty, and without it the local state cannot be read; reset it`,
    );
  });

  it("lets policy packs find the project's packages after the user's own", async () => {
    const { NODE_PATH } = await environment({ NODE_PATH: "/theirs" });
    expect(NODE_PATH).to.equal(`/theirs:${project}/node_modules`);
    expect((await environment({})).NODE_PATH).to.equal(`${project}/node_modules`);
  });

  it("puts the launchers on PATH where there are none", async () => {
    expect((await environment()).PATH).to.equal(`${launcherFolder}:/usr/bin`);
  });

  it("leaves PATH alone where launchers lie beside the CLI", async () => {
    addProgram("pulumi-analyzer-policy");
    expect((await environment()).PATH).to.equal("/usr/bin");
  });

  it("leaves PATH alone where a newer CLI has its language host", async () => {
    addProgram("pulumi-language-nodejs");
    expect((await environment()).PATH).to.equal("/usr/bin");
  });

  it("leaves PATH alone where it has launchers already", async () => {
    const theirs = path.join(project, "theirs");
    mkdirSync(theirs);
    writeFileSync(path.join(theirs, "pulumi-analyzer-policy"), "", { mode: 0o755 });
    expect((await environment({ PATH: theirs })).PATH).to.equal(theirs);
  });
});
