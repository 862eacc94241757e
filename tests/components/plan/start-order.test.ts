import { expect } from "chai";

import { StartCondition, startProblems } from "../../../components/plan/start-order";

const container = (
  name: string,
  waitsFor: Record<string, StartCondition> = {},
  { essential = true, hasHealth = false } = {},
) => ({ name, essential, hasHealth, waitsFor });

describe("the order in which containers start", () => {
  it("may be any that ends", () => {
    const problems = startProblems([
      container("app", { init: "SUCCESS", proxy: "HEALTHY" }),
      container("init", {}, { essential: false }),
      container("proxy", { init: "COMPLETE" }, { hasHealth: true }),
    ]);
    expect(problems).to.deep.equal([]);
  });

  it("names only containers of the task", () => {
    expect(startProblems([container("app", { init: "START" })])).to.deep.equal([
      "app waits for init, which is no container of the task",
    ]);
  });

  for (const condition of ["COMPLETE", "SUCCESS"] as const) {
    it(`waits for the ${condition} of what may end`, () => {
      expect(startProblems([container("app", { init: condition }), container("init")]))
        .to.have.length(1)
        .and.satisfy(([problem]: string[]) => problem.includes("set essential: false"));
    });
  }

  it("waits for the health of what has one", () => {
    expect(startProblems([container("app", { a: "HEALTHY" }), container("a")])).to.deep.equal([
      "app waits for a, to be HEALTHY, but it has no health",
    ]);
  });

  it("has no circle, however long", () => {
    const circle = [
      container("a", { b: "START" }),
      container("b", { c: "START" }),
      container("c", { b: "START" }),
    ];
    expect(startProblems(circle)).to.deep.equal(["b waits for itself"]);
    expect(startProblems([container("a", { a: "START" })])).to.deep.equal(["a waits for itself"]);
  });
});
