import { expect } from "chai";
import * as fs from "node:fs";
import * as path from "node:path";
import { chooseAccount } from "../../../local/runner/postgres/account";
import { Runs } from "./fixtures/run";

describe("chooseAccount", () => {
  const runs = new Runs();
  let closed: string;

  beforeEach(() => {
    // mkdtemp closes its folders to others.
    closed = path.join(runs.folder(), "inner");
    fs.mkdirSync(closed);
  });
  afterEach(() => runs.end());

  if (process.getuid?.() === 0) {
    it("becomes another user where it is root", () => {
      const { uid, gid, prefix } = chooseAccount(["/"]);
      expect([uid, gid]).to.not.include(0);
      expect(prefix).to.deep.equal([]);
    });

    it("keeps the right to pass a folder that only root may enter", () => {
      const { uid, prefix } = chooseAccount([closed]);
      expect(prefix.slice(0, 2)).to.deep.equal(["setpriv", `--reuid=${uid}`]);
    });
  } else {
    it("stays who it is where that is not root", () => {
      expect(chooseAccount([closed])).to.deep.equal({ prefix: [] });
    });
  }
});
