import { expect } from "chai";
import { readFileSync, writeFileSync } from "fs";
import { join } from "path";
import { format } from "prettier";

import { systems } from "../../services";
import { rehearsal } from "../local/stack/support/rehearsals";
import { MutantStack, tryMutant } from "./mutation/kill";
import { mutants } from "./mutation/mutants";
import { Tally, withTable } from "./mutation/table";
import { resourcesOf } from "./support/judge";

/** The page with the table; `UPDATE_DOCS=1` writes it. */
const PAGE = join(__dirname, "../../docs/policies.md");

describe("a mistake in a system that was right", function () {
  // Ten rehearsals, unless other tests have had them.
  this.timeout(0);
  const stacks: MutantStack[] = [];
  const tallies: Tally[] = [];

  before(async () => {
    const wanted = Object.keys(systems).flatMap(system =>
      (["dev", "prod"] as const).map(async environment => {
        const { state, ended } = await rehearsal(system, environment);
        if (state === undefined) {
          throw new Error(`${system} in ${environment} has no state: ${ended.stderr.slice(-2000)}`);
        }
        return { environment, resources: resourcesOf(state) };
      }),
    );
    stacks.push(...(await Promise.all(wanted)));
  });

  it("is one of many, each by a name of its own", () => {
    expect(mutants.length).to.be.at.least(60);
    expect(new Set(mutants.map(({ id }) => id)).size).to.equal(mutants.length);
  });

  for (const mutant of mutants) {
    const { id, mistake, rule, equivalent } = mutant;
    const verdict = equivalent === undefined ? `${rule} reports it` : "nothing reports it";
    it(`${id}: ${mistake}: ${verdict}`, async () => {
      const tally: Tally = { mutant, made: 0, stacks: 0 };
      for (const stack of stacks) {
        const verdicts = await tryMutant(mutant, stack);
        tally.made += verdicts.length;
        tally.stacks += Math.min(verdicts.length, 1);
        for (const { made, reported, expected } of verdicts) {
          expect(reported, made).to.have.members(equivalent === undefined ? expected : []);
        }
        if (equivalent === undefined) {
          verdicts.forEach(({ made, expected }) => expect(expected, made).not.to.be.empty);
        }
      }
      expect(tally.made).to.be.greaterThan(0);
      tallies.push(tally);
    });
  }

  it("is in the table of docs/policies.md", async () => {
    const page = readFileSync(PAGE, "utf8");
    const renewed = await format(withTable(page, tallies), { parser: "markdown", printWidth: 100 });
    if (process.env.UPDATE_DOCS === "1") {
      writeFileSync(PAGE, renewed);
    } else {
      expect(page).to.equal(renewed);
    }
  });
});
