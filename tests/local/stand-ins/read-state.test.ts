import { expect } from "chai";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "fs";
import { tmpdir } from "os";
import { join } from "path";

import { readState } from "../../../local/stand-ins/read-state";

describe("what the account has, by the state", () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "state-"))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("is without what was deleted for a replacement that then failed", () => {
    const resource = (id: string, more: object = {}) => ({
      urn: `urn:pulumi:dev::shop::aws:ecs/service:Service::${id}`,
      type: "aws:ecs/service:Service",
      custom: true,
      id,
      ...more,
    });
    const resources = [resource("kept"), resource("gone", { pendingReplacement: true })];
    const stacks = join(folder, ".pulumi", "stacks", "shop");
    mkdirSync(stacks, { recursive: true });
    writeFileSync(
      join(stacks, "dev.json"),
      JSON.stringify({ checkpoint: { latest: { resources } } }),
    );
    expect(readState(folder).map(({ id }) => id)).to.deep.equal(["kept"]);
  });
});
