import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect } from "chai";
import { launcherFolder } from "../../../local/engine/launchers";
import { temporaryFolder } from "./fakes";

/** A module that prints which one it is, and the arguments as the SDK reads them. */
const echo = (name: string) =>
  `console.log(JSON.stringify(["${name}", ...process.argv.slice(2)]));`;

describe("the launchers", () => {
  let folder: string;
  let pack: string;

  beforeEach(() => {
    folder = temporaryFolder();
    pack = write("pack", "index.js", echo("pack"));
  });

  const write = (parent: string, name: string, text: string) => {
    const file = path.join(folder, parent, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
    return path.join(folder, parent);
  };
  const sdk = (parent: string, command: string) =>
    write(
      path.join(parent, "node_modules"),
      `@pulumi/pulumi/cmd/${command}/index.js`,
      echo(parent),
    );
  const run = (launcher: string, args: string[], nodePath = "") =>
    JSON.parse(
      execFileSync(path.join(launcherFolder, launcher), args, {
        cwd: pack,
        env: { ...process.env, NODE_PATH: nodePath },
        encoding: "utf8",
      }),
    ) as string[];

  it("run a pack by the SDK beside it, arguments kept whole", () => {
    const nodePath = sdk("project", "run-policy-pack");
    sdk("pack", "run-policy-pack");
    expect(run("pulumi-analyzer-policy", ["127.0.0.1:1", ".", "-a=b c"], nodePath)).to.deep.equal([
      "pack",
      "127.0.0.1:1",
      ".",
      "-a=b c",
    ]);
  });

  it("run a pack without packages of its own by the project's SDK", () => {
    const nodePath = sdk("project", "run-policy-pack");
    expect(run("pulumi-analyzer-policy", ["127.0.0.1:1", "."], nodePath)[0]).to.equal("project");
  });

  it("run a pack that is plain JavaScript by its own word without the SDK's compiler", () => {
    const nodePath = sdk("project", "run-policy-pack");
    expect(
      run("pulumi-analyzer-policy", ["127.0.0.1:1", ".", "-typescript=false"], nodePath)[0],
    ).to.equal("pack");
  });

  it("answer to the name that newer engines use", () => {
    const nodePath = sdk("project", "run-policy-pack");
    const args = ["127.0.0.1:1", ".", "-a=b c"];
    expect(run("pulumi-analyzer-policy-nodejs", args, nodePath)).to.deep.equal([
      "project",
      ...args,
    ]);
  });

  it("run dynamic resources by the project's SDK", () => {
    const nodePath = sdk("project", "dynamic-provider");
    expect(run("pulumi-resource-pulumi-nodejs", ["127.0.0.1:1", "x y"], nodePath)).to.deep.equal([
      "project",
      "127.0.0.1:1",
      "x y",
    ]);
  });
});
