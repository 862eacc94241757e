import { expect } from "chai";
import { isSound, lineOf, rowOf, withRow } from "../../../local/faults/report";
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
const PAGE = "# Page\n\n<!-- begin: npm run faults -->\n<!-- end: npm run faults -->\n\nMore.\n";

describe("the report on faults", () => {
  const write = (page: string, row: readonly string[]) => withRow(page, row, SYSTEMS, "page.md");

  it("keeps a row for each system, in their order, and the rest of the page", async () => {
    const first = await write(PAGE, rowOf(trials("two")));
    const page = await write(first, rowOf(trials("one")));
    expect(page).to.match(/^# Page\n[^]*\nMore\.\n$/);
    const [table] = tablesOf(page);
    expect(table.map(row => row.system)).to.deep.equal(SYSTEMS);
    expect(table[0]).to.include({
      "values of k": "2: 2 / 0 / 0",
      "before / after": "0 / 2",
      converged: "2 of 2",
      kills: "1 of 1",
      orphans: "2",
      recovered: "1 of 1",
    });
    expect(await write(page, rowOf(trials("one")))).to.equal(page);
  });

  it("counts what is lost and there twice, and is sound without any", () => {
    const differences = { state: ["s"], lost: ["a", "b"], duplicated: ["c"] };
    const wrong = trials("one", { differences });
    expect(rowOf(wrong).slice(-2)).to.deep.equal(["2", "1"]);
    expect(rowOf(wrong)).to.include("1 of 2");
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
    const error = await write("# Page\n", rowOf(trials("one"))).catch((e: Error) => e.message);
    expect(error).to.equal("page.md has no block for the table of npm run faults");
  });
});
