import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { expect } from "chai";
import { compilePack, preparePack } from "../../../local/engine/packs";
import { SetupError } from "../../../local/engine/setup-error";
import { failure, temporaryFolder } from "./fakes";

describe("policy packs", () => {
  let folder: string;
  let project: string;

  /** Writes a file, its path relative to the test's folder. */
  function write(file: string, text: string): void {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  }

  /** What a compiled pack prints when it is run as the engine runs it. */
  function run(pack: string): string {
    const env = { ...process.env, NODE_PATH: path.join(project, "node_modules") };
    return execFileSync(process.execPath, ["index.js"], {
      cwd: pack,
      env,
      encoding: "utf8",
    }).trim();
  }

  beforeEach(() => {
    folder = temporaryFolder();
    project = path.join(folder, "project");
    write("project/package.json", '{ "name": "p", "version": "1.2.3" }');
    write("project/node_modules/@pulumi/policy/index.js", 'exports.name = "the project\'s";');
    write("project/node_modules/@pulumi/policy/package.json", "{}");
  });

  describe("compiled by compilePack", () => {
    const demo = () => path.join(project, "policies", "demo");

    beforeEach(() => {
      write("project/policies/demo/words.ts", 'export const word: string = "hello from";');
      write(
        "project/policies/demo/index.ts",
        'import { name } from "@pulumi/policy"; import { word } from "./words"; console.log(word, name);',
      );
    });

    it("makes a folder that runs, with the project's version and packages", async () => {
      const compiled = await compilePack(demo(), project);
      expect(path.dirname(compiled)).to.equal(path.join(project, ".local", "packs", "demo"));
      expect(readdirSync(compiled).sort()).to.deep.equal([
        "PulumiPolicy.yaml",
        "index.js",
        "package.json",
      ]);
      expect(JSON.parse(readFileSync(path.join(compiled, "package.json"), "utf8"))).to.deep.equal({
        name: "demo",
        version: "1.2.3",
      });
      expect(run(compiled)).to.equal("hello from the project's");
    });

    it("gives the same folder while nothing changes, and another one after a change", async () => {
      const first = await compilePack(demo(), project);
      expect(await compilePack(demo(), project)).to.equal(first);
      write("project/policies/demo/words.ts", 'export const word = "changed";');
      const second = await compilePack(demo(), project);
      expect(second).to.not.equal(first);
      expect(run(second)).to.equal("changed the project's");
      expect(run(first)).to.equal("hello from the project's");
    });

    it("can be called many times at once", async () => {
      const folders = await Promise.all(
        Array.from({ length: 8 }, () => compilePack(demo(), project)),
      );
      expect(new Set(folders)).to.have.length(1);
      expect(readdirSync(path.dirname(folders[0]))).to.deep.equal([path.basename(folders[0])]);
    });

    it("removes what was compiled days ago", async () => {
      const old = path.join(project, ".local", "packs", "demo", "old");
      mkdirSync(old, { recursive: true });
      utimesSync(old, new Date(0), new Date(0));
      await compilePack(demo(), project);
      expect(existsSync(old)).to.equal(false);
    });

    it("says where a pack does not compile", async () => {
      write("project/policies/demo/words.ts", "export const word = ;");
      const error = await failure(compilePack(demo(), project));
      expect(error).to.be.instanceOf(SetupError);
      expect(error.message).to.contain('The policy pack "demo" does not compile');
      expect(error.message).to.contain("policies/demo/words.ts:1:20: ERROR: Unexpected");
    });

    it("says that there is no pack", async () => {
      const error = await failure(compilePack("/no/such/pack", project));
      expect(error.message).to.equal(
        "There is no policy pack in /no/such/pack: it has no index.ts",
      );
    });
  });

  describe("of a user, by preparePack", () => {
    const pack = () => path.join(folder, "their pack");

    beforeEach(() => {
      write("their pack/PulumiPolicy.yaml", "runtime: nodejs\n");
      write("their pack/package.json", '{ "name": "theirs", "version": "0.0.1" }');
    });

    it("takes a pack in JavaScript as it is", async () => {
      write("their pack/index.js", "");
      write("their pack/index.ts", "");
      expect(await preparePack(pack(), project)).to.equal(pack());
    });

    it("compiles one in TypeScript that runs as if in its own folder", async () => {
      write("their pack/lib/data.txt", "data");
      write(
        "their pack/index.ts",
        `import { readFileSync } from "node:fs"; import { name } from "@pulumi/policy";
       const text: string = readFileSync("lib/data.txt", "utf8") + readFileSync(__dirname + "/lib/data.txt");
       console.log(name, text);`,
      );
      const prepared = await preparePack(pack(), project);
      expect(path.dirname(prepared)).to.equal(path.join(project, ".local", "packs", "theirs"));
      expect(run(prepared)).to.equal("the project's datadata");
    });

    it("compiles the file that its package.json names, with any package of the project's", async () => {
      write("their pack/package.json", '{ "version": "0.0.1", "main": "src/main" }');
      write(
        "their pack/src/main.ts",
        'import { word } from "helper"; console.log(word as string);',
      );
      write("project/node_modules/helper/index.js", 'exports.word = "main, helped";');
      expect(run(await preparePack(pack(), project))).to.equal("main, helped");
    });

    it("leaves one with Pulumi packages of its own to them", async () => {
      write("their pack/index.ts", "");
      write("their pack/node_modules/@pulumi/policy/index.js", "");
      expect(await preparePack(pack(), project)).to.equal(pack());
    });

    it("leaves one in another language to the engine", async () => {
      write("their pack/PulumiPolicy.yaml", "runtime:\n  name: python\n");
      expect(await preparePack(pack(), project)).to.equal(pack());
    });

    const faults: { name: string; file: string; text: string; message: RegExp }[] = [
      {
        name: "a package.json without a version",
        file: "package.json",
        text: "{}",
        message: /^A policy pack needs a package\.json with a version; .*: it has no version$/,
      },
      {
        name: "a package.json that is none",
        file: "package.json",
        text: "{",
        message: /^A policy pack needs a package\.json with a version; .*JSON/,
      },
      {
        name: "no runtime",
        file: "PulumiPolicy.yaml",
        text: "version: 1.0.0\n",
        message: /PulumiPolicy\.yaml names no runtime; for JavaScript and TypeScript it is nodejs$/,
      },
      {
        name: "nothing to run",
        file: "readme",
        text: "",
        message: /^There is no index\.js or index\.ts in the policy pack .*their pack$/,
      },
    ];
    for (const { name, file, text, message } of faults) {
      it(`refuses ${name}`, async () => {
        write(`their pack/${file}`, text);
        const error = await failure(preparePack(pack(), project));
        expect(error).to.be.instanceOf(SetupError);
        expect(error.message).to.match(message);
      });
    }

    it("refuses a folder that is not there", async () => {
      const error = await failure(preparePack("/no/such/pack", project));
      expect(error.message).to.match(
        /^\/no\/such\/pack is not a policy pack: ENOENT.*PulumiPolicy\.yaml/,
      );
    });
  });
});
