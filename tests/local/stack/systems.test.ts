import { expect } from "chai";
import * as fs from "node:fs";
import { ensureCli } from "../../../local/engine/cli";
import { STACKS } from "../../../local/stack/target";
import { systems } from "../../../services";
import { type Ended, ProjectCopy } from "./support/project-copy";

/** Rehearsals at a time: each keeps one core busy. */
const atOnce = 2;

describe("every system in every environment", function () {
  this.timeout(600_000);
  const stacks = Object.keys(systems).flatMap(system => STACKS.map(stack => ({ system, stack })));
  let copy: ProjectCopy;
  let rehearsals: Promise<Ended>[] = [];

  before(async () => {
    await ensureCli({ report: () => undefined });
    copy = new ProjectCopy();
    rehearsals = pooled(stacks, ({ system, stack }) =>
      copy.run("rehearse", ["--system", system, "--stack", stack]),
    );
  });
  after(() => copy?.remove());

  stacks.forEach(({ system, stack }, index) => {
    it(`${system} in ${stack} comes up under every policy, stays as it is, and goes down`, async () => {
      const { code, stderr } = await rehearsals[index];
      expect(code, stderr.slice(-3000)).to.equal(0);
      const verdicts = stderr.split("\n").filter(line => /^[✔✘]/.test(line));
      const count = /(\d+) create/.exec(verdicts[0])?.[1];
      expect(Number(count)).to.be.greaterThan(100);
      expect(verdicts.map(line => line.replace(/, \d+ advisory violations$/, ""))).to.deep.equal([
        `✔ up: ${count} create; policies: 0 mandatory`,
        `✔ up again, which must change nothing: ${count} same; policies: 0 mandatory`,
        `✔ down: ${count} delete; policies: 0 mandatory`,
      ]);
    });
  });

  it("leaves no state behind", () => {
    const folders = fs.readdirSync(copy.path(".local"));
    expect(folders.filter(name => /rehearsal|stacks/.test(name))).to.deep.equal([]);
  });
});

/** Works through items in order, a few at a time; each has a promise of its own. */
function pooled<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result>[] {
  const results: Promise<Result>[] = [];
  for (const [index, item] of items.entries()) {
    const before = results[index - atOnce] ?? Promise.resolve();
    const next = () => work(item);
    results.push(before.then(next, next));
  }
  return results;
}
