import { expect } from "chai";
import * as fs from "node:fs";
import * as path from "node:path";
import { build } from "../../../local/runner/processes/build";
import { RunRecord } from "../../../local/runner/processes/run-record";
import { messageOf, Runs } from "./fixtures/run";

describe("build", () => {
  const runs = new Runs();
  let context: string;
  let record: RunRecord;
  let said: string[];

  beforeEach(async () => {
    context = runs.folder();
    said = [];
    record = await RunRecord.claim(runs.folder(), () => undefined);
    write("package.json", '{ "scripts": { "build": "node build.js" } }');
    write(
      "build.js",
      `const fs = require("node:fs");
       fs.mkdirSync("dist", { recursive: true });
       fs.appendFileSync("count", "x");
       fs.copyFileSync("source", "dist/made");`,
    );
    write("source", "one");
    fs.writeFileSync(path.join(context, "count"), "");
  });
  afterEach(() => runs.end());

  function write(file: string, text: string): void {
    fs.writeFileSync(path.join(context, file), text);
  }

  const run = () =>
    build(
      { name: "order-service", context },
      { record, report: line => said.push(line), onChild: () => undefined },
    );

  it("builds when the contents of sources or dist have changed, and else not", async () => {
    // What the build itself writes is no source here: it goes to dist only.
    write(
      "build.js",
      fs.readFileSync(path.join(context, "build.js"), "utf8").replace(/.*count.*\n/, ""),
    );
    await run();
    await run();
    fs.utimesSync(path.join(context, "source"), new Date(), new Date());
    await run();
    expect(said).to.deep.equal(["order-service: building (it has no dist yet)"]);

    write("source", "two");
    await run();
    expect(fs.readFileSync(path.join(context, "dist/made"), "utf8")).to.equal("two");
    write("dist/made", "by hand");
    await run();
    fs.rmSync(path.join(context, "dist/.build.json"));
    await run();
    expect(said.slice(1)).to.deep.equal([
      "order-service: building (its sources have changed)",
      "order-service: building (its dist was changed by something else)",
      "order-service: building (nothing says what its dist was made from)",
    ]);
    expect(fs.readFileSync(path.join(context, "dist/made"), "utf8")).to.equal("two");
  });

  it("builds once when two come at once", async () => {
    write(
      "build.js",
      fs.readFileSync(path.join(context, "build.js"), "utf8").replace('"count"', '"dist/count"'),
    );
    await Promise.all([run(), run()]);
    expect(fs.readFileSync(path.join(context, "dist/count"), "utf8")).to.equal("x");
  });

  it("leaves a context without a build script as it is", async () => {
    write("package.json", "{}");
    await run();
    expect(fs.existsSync(path.join(context, "dist"))).to.equal(false);
  });

  it("shows the last lines of a build that fails", async () => {
    write("build.js", 'console.error("no compiler"); process.exit(2)');
    expect(await messageOf(run)).to.equal(
      `order-service: npm run build in ${context} ended with exit code 2\n    no compiler`,
    );
    write("build.js", "");
    expect(await messageOf(run)).to.contain("made no dist folder");
  });
});
