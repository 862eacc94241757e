import { expect } from "chai";
import { mkdtempSync, readFileSync, rmSync } from "fs";
import { tmpdir } from "os";
import { join } from "path";

import { packs } from "../../policies/packs";
import { makePublishable } from "../../policies/publishable";

describe("a pack made ready to be published", () => {
  const folder = mkdtempSync(join(tmpdir(), "pack-"));
  const read = (file: string) => readFileSync(join(folder, file), "utf8");
  before(() => makePublishable("encryption", folder));
  after(() => rmSync(folder, { recursive: true }));

  it("has its rules and needs nothing but what runs a pack", () => {
    const code = read("index.js");
    for (const { name } of packs.encryption) {
      expect(code).to.contain(`name: "${name}"`);
    }
    const needed = [...code.matchAll(/\brequire\("([^"]+)"\)/g)].map(match => match[1]);
    expect(new Set(needed)).to.deep.equal(
      new Set(["@pulumi/policy", "@pulumi/policy/deserialize"]),
    );
  });

  it("says its name, version and dependency", () => {
    const { dependencies, ...rest } = JSON.parse(read("package.json"));
    expect(rest).to.deep.equal({ name: "encryption", version: "0.1.0", main: "index.js" });
    expect(dependencies).to.have.all.keys("@pulumi/policy");
    expect(read("PulumiPolicy.yaml")).to.match(/^runtime: nodejs$/m);
  });
});
