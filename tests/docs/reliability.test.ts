import { expect } from "chai";
import { readFileSync } from "fs";

import { systems } from "../../services";
import { tablesOf } from "../support/markdown";

describe("docs/reliability.md", () => {
  const page = readFileSync("docs/reliability.md", "utf8");
  const table = tablesOf(page).find(rows => "values of k" in rows[0]) ?? [];

  it("has every system", () => {
    expect(table.map(row => row.system)).to.deep.equal(Object.keys(systems));
  });

  for (const row of table) {
    it(`has for ${row.system} 25 failures and 10 kills, and nothing lost or there twice`, () => {
      const [values, ...kinds] = row["values of k"].split(/[:/]/).map(Number);
      expect(values).to.be.at.least(25);
      expect(kinds).to.have.length(3);
      expect(Math.min(...kinds)).to.be.greaterThan(2);
      expect(row["failed as asked"]).to.equal(`${values} of ${values}`);
      expect(row.converged).to.equal(`${values} of ${values}`);
      const [, kills] = row.kills.split(" of ").map(Number);
      expect(kills).to.be.at.least(10);
      expect(row.kills).to.equal(`${kills} of ${kills}`);
      expect(row.recovered).to.equal(`${kills} of ${kills}`);
      expect([row.lost, row.duplicated]).to.deep.equal(["0", "0"]);
    });
  }
});
