import { expect } from "chai";
import { existsSync, readFileSync, statSync } from "fs";

import { tablesOf } from "../support/markdown";

const rows = tablesOf(readFileSync("docs/coverage.md", "utf8")).flat();

/** How many rows each section of the documents' capability matrix has. */
const SECTIONS = { A: 14, B: 40, C: 16, D: 14, E: 21, F: 7, G: 27, H: 10, I: 15, J: 16 };
const MORE = { K: 3, L: 14, M: 10, N: 6, O: 4, P: 5, Q: 7 };

describe("docs/coverage.md", () => {
  it("has each of the 229 capabilities once, in order", () => {
    const expected = Object.entries({ ...SECTIONS, ...MORE }).flatMap(([section, count]) =>
      Array.from({ length: count }, (_, index) => `${section}${index + 1}`),
    );
    expect(expected).to.have.length(229);
    expect(rows.map(row => row["#"])).to.deep.equal(expected);
  });

  for (const row of rows) {
    const { "#": id, capability, state, how, where } = row;
    it(`${id} ${capability} is ${state}${where === "-" ? ", with the reason" : " where it says"}`, () => {
      expect(state).to.be.oneOf(["built", "by option", "out of scope"]);
      if (state === "out of scope") {
        expect(how).to.have.length.greaterThan(15);
        return;
      }
      const [, file, word] = /^`([^#`]+)(?:#([^`]+))?`$/.exec(where)!;
      expect(existsSync(file), `there is no ${file}`).to.equal(true);
      if (word !== undefined && statSync(file).isFile()) {
        expect(readFileSync(file, "utf8")).to.contain(word);
      }
    });
  }
});
