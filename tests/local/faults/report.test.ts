import { expect } from "chai";
import { isSound, lineOf, TABLES, withRows } from "../../../local/faults/report";
import type { SystemTrials } from "../../../local/faults/system";
import type { Trial } from "../../../local/faults/trial";
import { tablesOf } from "../../support/markdown";

const trial = (more: Partial<Trial> = {}): Trial => ({
  stage: "create",
  at: 7,
  hit: {
    kind: "create",
    urn: "urn:pulumi:dev::shop::aws:iam/role:Role::orders",
    moment: "after",
    message: "",
  },
  asAsked: true,
  recovered: true,
  orphans: 0,
  differences: { state: [], lost: [], duplicated: [] },
  said: "what the engine said",
  ...more,
});

const trials = (system: string, failure: Partial<Trial> = {}): SystemTrials => ({
  system,
  stages: [],
  failures: [trial(), trial(failure)],
  kills: [trial({ orphans: 2 })],
});

const SYSTEMS = ["one", "two"];
const PLACES = TABLES.map(
  ({ about }) => `<!-- begin: npm run faults, ${about} -->\n<!-- end: ${about} -->\n`,
);
const PAGE = ["# Page\n", ...PLACES, "More.\n"].join("\n");

describe("the report on faults", () => {
  const write = (page: string, of: SystemTrials) => withRows(page, of, SYSTEMS, "page.md");

  it("keeps rows for each system, in their order, and the rest of the page", async () => {
    const page = await write(await write(PAGE, trials("two")), trials("one"));
    expect(page).to.match(/^# Page\n[^]*\nMore\.\n$/);
    const [failures, kills] = tablesOf(page);
    for (const table of [failures, kills]) {
      expect(table.map(row => row.system)).to.deep.equal(SYSTEMS);
    }
    expect(failures[0]).to.include({
      "values of k": "2: 2 / 0 / 0",
      "before / after": "0 / 2",
      "failed as asked": "2 of 2",
      converged: "2 of 2",
    });
    expect(kills[0]).to.include({ kills: "1 of 1", orphans: "2", recovered: "1 of 1" });
    expect(await write(page, trials("one"))).to.equal(page);
  });

  it("keeps what was tried before where nothing was tried now", async () => {
    const page = await write(PAGE, trials("one"));
    expect(await write(page, { ...trials("one"), kills: [] })).to.equal(page);
  });

  it("counts what is lost and there twice, and is sound without any", async () => {
    const differences = { state: ["s"], lost: ["a", "b"], duplicated: ["c"] };
    const wrong = trials("one", { differences });
    const [failures, kills] = tablesOf(await write(PAGE, wrong));
    expect(failures[0]).to.include({ converged: "1 of 2", lost: "2", duplicated: "1" });
    expect(kills[0]).to.include({ lost: "0", duplicated: "0" });
    expect(isSound(wrong)).to.equal(false);
    expect(isSound(trials("one", { recovered: false }))).to.equal(false);
    expect(isSound(trials("one", { asAsked: false }))).to.equal(false);
    expect(isSound(trials("one"))).to.equal(true);
  });

  it("tells a fault in a line, and all that is wrong after it", () => {
    expect(lineOf(trial({ orphans: 1 }), true)).to.equal(
      "✔ create 7: killed after create of aws:iam/role:Role orders; 1 orphaned",
    );
    const differences = { state: ["s"], lost: ["a"], duplicated: [] };
    expect(lineOf(trial({ differences, asAsked: false }), false).split("\n")).to.deep.equal([
      "✘ create 7: failed after create of aws:iam/role:Role orders",
      "    did not end as asked",
      "    state: s",
      "    lost: a",
      "    what the engine said",
    ]);
  });

  it("needs a page with a place for it", async () => {
    const error = await write("# Page\n", trials("one")).catch((e: Error) => e.message);
    expect(error).to.equal("page.md has no place for the failures of npm run faults");
  });
});
