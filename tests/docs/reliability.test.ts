import { expect } from "chai";
import { readFileSync } from "fs";

import { systems } from "../../services";
import { tablesOf } from "../support/markdown";

describe("docs/reliability.md", () => {
  const page = readFileSync("docs/reliability.md", "utf8");
  const tables = tablesOf(page);
  const tableWith = (head: string) => tables.find(rows => head in rows[0]) ?? [];
  const failures = tableWith("values of k");
  const kills = tableWith("kills");

  it("has every system", () => {
    for (const table of [failures, kills]) {
      expect(table.map(row => row.system)).to.deep.equal(Object.keys(systems));
    }
  });

  for (const row of failures) {
    it(`has for ${row.system} 25 failures, of every kind, from which it came back whole`, () => {
      const [values, ...kinds] = row["values of k"].split(/[:/]/).map(Number);
      expect(values).to.be.at.least(25);
      expect(kinds).to.have.length(3);
      expect(Math.min(...kinds)).to.be.greaterThan(2);
      expect(row).to.include({
        "failed as asked": `${values} of ${values}`,
        converged: `${values} of ${values}`,
        lost: "0",
        duplicated: "0",
      });
    });
  }

  for (const row of kills) {
    it(`has for ${row.system} 10 kills from which it came back whole`, () => {
      const [, count] = row.kills.split(" of ").map(Number);
      expect(count).to.be.at.least(10);
      expect(row).to.include({
        kills: `${count} of ${count}`,
        recovered: `${count} of ${count}`,
        lost: "0",
        duplicated: "0",
      });
    });
  }
});
