import { expect } from "chai";
import * as fc from "fast-check";

import { covers, isExact, literalLength } from "../../../components/plan/path-patterns";

/** What a pattern means, said by a regular expression: the other way to know whether a path matches. */
function matches(pattern: string, path: string): boolean {
  const source = [...pattern]
    .map(c => (c === "*" ? ".*" : c === "?" ? "." : c.replace(/[^a-z]/g, "\\$&")))
    .join("");
  return new RegExp(`^${source}$`).test(path);
}

const pattern = fc.stringMatching(/^\/[ab*?/]{0,6}$/);

describe("covers", () => {
  for (const [wide, narrow, answer] of [
    ["/*", "/api/orders*", true],
    ["/api/customers*", "/api/customers/*", true],
    ["/api/customers*", "/api/customers", true],
    ["/api/customers/*", "/api/customers", false],
    ["/api/customers", "/api/customers*", false],
    ["/api/*/orders", "/api/v1/orders", true],
    ["/api/order*", "/api/orders*", true],
    ["/api/orders*", "/api/order*", false],
    ["/a?", "/ab", true],
    ["/a?", "/a*", false],
    ["/API", "/api", false],
  ] as const) {
    it(`${wide} ${answer ? "takes all of" : "leaves some of"} ${narrow}`, () => {
      expect(covers(wide, narrow)).to.equal(answer);
    });
  }

  it("never says yes where some path matches the narrow pattern alone", () => {
    fc.assert(
      fc.property(
        pattern,
        pattern,
        fc.array(fc.constantFrom("a", "b", "/"), { maxLength: 8 }),
        (wide, narrow, rest) => {
          const path = `/${rest.join("")}`;
          if (covers(wide, narrow) && matches(narrow, path)) {
            expect(matches(wide, path), `${path} of ${narrow} is not in ${wide}`).to.equal(true);
          }
        },
      ),
      { numRuns: 2000 },
    );
  });

  it("covers itself", () => {
    fc.assert(fc.property(pattern, p => covers(p, p)));
  });
});

describe("a path pattern", () => {
  it("is exact without wildcards, and as long as its literal part", () => {
    expect([isExact("/health"), isExact("/api*"), isExact("/a?")]).to.deep.equal([
      true,
      false,
      false,
    ]);
    expect([literalLength("/health"), literalLength("/api/*"), literalLength("/*")]).to.deep.equal([
      7, 5, 1,
    ]);
  });
});
