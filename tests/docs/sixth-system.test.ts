import { expect } from "chai";
import { mkdirSync, readFileSync, writeFileSync } from "fs";
import { dirname } from "path";

import { type ProjectCopy, withProjectCopy } from "../local/stack/support/project-copy";

const page = readFileSync("docs/sixth-system.md", "utf8");

describe("docs/sixth-system.md, followed in a copy of the project", function () {
  this.timeout(180_000);
  let copy: ProjectCopy;

  withProjectCopy(made => (copy = made));
  before(() => {
    const [, file, program] = /^`([\w./-]+)`:\n\n```ts\n(.*?)^```/ms.exec(page)!;
    mkdirSync(dirname(copy.path(file)), { recursive: true });
    writeFileSync(copy.path(file), program);
    applyDiff(/^```diff\n(.*?)^```/ms.exec(page)![1]);
  });

  /** Adds each `+` line after the line before it, the first at the file's top. */
  function applyDiff(diff: string): void {
    const file = "services/index.ts";
    let previous = "";
    for (const line of diff.trimEnd().split("\n")) {
      if (!line.startsWith("+")) {
        previous = line.trimStart();
      } else if (previous === "") {
        writeFileSync(
          copy.path(file),
          `${line.slice(1)}\n${readFileSync(copy.path(file), "utf8")}`,
        );
      } else {
        copy.edit(file, previous, `${previous}\n${line.slice(1)}`);
      }
    }
  }

  it("previews in prod with every policy kept", async () => {
    const { code, stdout, stderr } = await copy.run("preview", [
      "--system",
      "library",
      "--stack",
      "prod",
    ]);
    expect(code, stderr).to.equal(0);
    expect(stdout + stderr).to.contain("policies: 0 mandatory");
  });

  it("comes up in dev, changes nothing the second time, and goes", async () => {
    const { code, stdout, stderr } = await copy.run("rehearse", [
      "--system",
      "library",
      "--stack",
      "dev",
    ]);
    expect(code, stdout + stderr).to.equal(0);
  });

  it("gets settings of its own for the official CLI, once", async () => {
    const args = ["--system", "library", "--stack", "prod"];
    expect((await copy.run("stack", args)).code).to.equal(0);
    const settings = readFileSync(copy.path("Pulumi.library-prod.yaml"), "utf8");
    expect(settings).to.contain("microservices-on-aws:system: library");
    expect(settings).to.contain("microservices-on-aws:owner: library-team");
    const again = await copy.run("stack", args);
    expect(again.code).to.equal(1);
    expect(again.stderr).to.contain("Pulumi.library-prod.yaml is there already");
  });

  it("is planned from its own settings once it has them", async () => {
    copy.edit("Pulumi.library-prod.yaml", "costCenter: library", "costCenter: '4711'");
    const args = ["--system", "library", "--stack", "prod", "--json", copy.path("plan.json")];
    const { code, stderr } = await copy.run("preview", args);
    expect(code, stderr).to.equal(0);
    expect(readFileSync(copy.path("plan.json"), "utf8")).to.contain('"CostCenter": "4711"');
  });
});
