import { expect } from "chai";
import * as fc from "fast-check";

import {
  conditionsCover,
  describeConditions,
  planConditions,
  RouteConditions,
} from "../../../components/plan/route-conditions";

const plan = (conditions: RouteConditions) => planConditions("orders: route /x", conditions);
const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/).filter(text => text !== "host");
const values = fc.uniqueArray(fc.stringMatching(/^[a-z0-9*]{1,6}$/), {
  minLength: 1,
  maxLength: 3,
});
const some: fc.Arbitrary<RouteConditions> = fc.record(
  {
    headers: fc.dictionary(name, values, { maxKeys: 2 }),
    methods: fc.subarray(["GET", "HEAD", "POST"], { minLength: 1 }),
    query: fc.dictionary(name, values, { maxKeys: 2 }),
  },
  { requiredKeys: [] },
);

describe("planConditions", () => {
  it("does not depend on how conditions are written", () => {
    const one = plan({
      methods: ["HEAD", "GET"],
      headers: { "X-Version": ["2", "1"], accept: "text/*" },
      query: { beta: "1" },
    });
    const other = plan({
      query: { beta: ["1"] },
      headers: { Accept: ["text/*"], "x-version": ["1", "2", "1"] },
      methods: ["GET", "HEAD"],
    });
    expect(other).to.deep.equal(one);
    expect(describeConditions(one)).to.equal("?beta=1 GET|HEAD accept=text/* x-version=1|2");
  });

  it("is nothing without conditions", () => {
    expect(plan({})).to.deep.equal([]);
  });

  for (const [conditions, message] of [
    [{ headers: { "a b": "1" } }, 'orders: route /x: header "a b"; use 1 to 40 characters'],
    [{ headers: { ["x".repeat(41)]: "1" } }, "use 1 to 40 characters"],
    [{ headers: { Host: "a" } }, 'header "host"; use host instead'],
    [{ headers: { a: "1", A: "2" } }, "header a is given twice; give its patterns as one list"],
    [{ headers: { a: [] } }, "header a has no values; give one"],
    [{ headers: { a: "" } }, 'header a is ""; use 1 to 128 printable ASCII characters'],
    [{ headers: { a: "x".repeat(129) } }, "use 1 to 128 printable"],
    [{ methods: [] }, "method has no values; give one"],
    [{ methods: ["get"] }, 'method "get"; use 1 to 40 upper-case letters, - and _'],
    [{ methods: ["G*"] }, 'method "G*"'],
    [{ query: { "a*": "1" } }, 'query "a*"; use 1 to 128 characters without *, ? and blanks'],
    [{ query: { a: "1", A: "1" } }, "query a is given twice"],
    [{ query: { a: "é" } }, 'query a is "é"'],
  ] as [RouteConditions, string][]) {
    it(`refuses ${JSON.stringify(conditions).slice(0, 60)}`, () => {
      expect(() => plan(conditions)).to.throw(message);
    });
  }
});

describe("conditionsCover", () => {
  const covers = (wide: RouteConditions, narrow: RouteConditions) =>
    conditionsCover(plan(wide), plan(narrow));

  for (const [wide, narrow, expected] of [
    [{}, { methods: ["GET"] }, true],
    [{ methods: ["GET"] }, {}, false],
    [{ methods: ["GET", "HEAD"] }, { methods: ["GET"] }, true],
    [{ methods: ["GET"] }, { methods: ["GET", "HEAD"] }, false],
    [{ headers: { a: "v*" } }, { headers: { A: "V1" } }, true],
    [{ headers: { a: "v1" } }, { headers: { a: "v*" } }, false],
    [{ headers: { a: "1" } }, { headers: { b: "1" } }, false],
    [{ headers: { a: "1" } }, { query: { a: "1" } }, false],
    [{ query: { A: "x*" } }, { query: { a: ["X1", "x2"] } }, true],
    [{ query: { a: "1" } }, { query: { a: "1" }, methods: ["GET"] }, true],
    [{ query: { a: "1", b: "1" } }, { query: { a: "1" } }, false],
  ] as [RouteConditions, RouteConditions, boolean][]) {
    it(`says ${expected} for ${JSON.stringify(wide)} over ${JSON.stringify(narrow)}`, () => {
      expect(covers(wide, narrow)).to.equal(expected);
    });
  }

  it("holds for the same conditions, and for more of them", () => {
    fc.assert(
      fc.property(some, some, (a, b) => {
        expect(covers(a, a)).to.equal(true);
        expect(covers({}, a)).to.equal(true);
        const both = { ...a, methods: a.methods ?? b.methods };
        expect(covers(a, both)).to.equal(true);
      }),
    );
  });
});
