import { expect } from "chai";
import * as fs from "node:fs";
import { STACKS } from "../../../local/stack/target";
import { systems } from "../../../services";
import { rehearsal, rehearsalCopy } from "./support/rehearsals";

describe("every system in every environment", function () {
  // The engine may have to be built first.
  this.timeout(0);
  const stacks = Object.keys(systems).flatMap(system => STACKS.map(stack => ({ system, stack })));

  before(() => {
    // All at once: they wait for each other as they must.
    stacks.forEach(({ system, stack }) => void rehearsal(system, stack));
  });

  stacks.forEach(({ system, stack }) => {
    it(`${system} in ${stack} comes up under every policy, stays as it is, and goes down`, async () => {
      const { ended, state } = await rehearsal(system, stack);
      const { code, stderr } = ended;
      expect(code, stderr.slice(-3000)).to.equal(0);
      const verdicts = stderr.split("\n").filter(line => /^[✔✘]/.test(line));
      const count = /(\d+) create/.exec(verdicts[0])?.[1];
      expect(Number(count)).to.be.greaterThan(100);
      expect(verdicts).to.deep.equal([
        `✔ up: ${count} create; policies: 0 mandatory, 0 advisory violations`,
        `✔ up again, which must change nothing: ${count} same; policies: 0 mandatory, 0 advisory violations`,
        `✔ down: ${count} delete; policies: 0 mandatory, 0 advisory violations`,
      ]);
      expect(state?.deployment.resources).to.have.length.greaterThan(Number(count));
    });
  });

  it("leaves no state behind", () => {
    const folders = fs.readdirSync(rehearsalCopy().path(".local"));
    expect(folders.filter(name => /rehearsal|stacks/.test(name))).to.deep.equal([]);
  });
});
