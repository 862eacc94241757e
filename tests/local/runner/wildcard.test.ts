import { expect } from "chai";
import * as fc from "fast-check";
import { matchesWildcard } from "../../../local/runner/gateway/wildcard";

describe("matchesWildcard", () => {
  const table: [string, string, boolean][] = [
    ["/api/orders*", "/api/orders", true],
    ["/api/orders*", "/api/orders/1", true],
    ["/api/orders*", "/api/ordersX", true],
    ["/api/orders*", "/api/order", false],
    ["/api/orders*", "/API/orders", false],
    ["/api/orders/?", "/api/orders/", false],
    ["/api/orders/?", "/api/orders/1", true],
    ["/api/orders/?", "/api/orders/12", false],
    ["/*/list", "/a/b/list", true],
    ["/*/list", "/list", false],
    ["*", "", true],
    ["", "", true],
    ["", "/", false],
    ["/a.c", "/abc", false],
    ["*a*b", "xaxbxb", true],
    ["*.example.com", "example.com", false],
  ];
  for (const [pattern, text, expected] of table) {
    it(`${pattern || "(empty)"} ${expected ? "takes" : "refuses"} ${text || "(empty)"}`, () => {
      expect(matchesWildcard(pattern, text)).to.equal(expected);
    });
  }

  it("reads an escaped character as itself where escapes count", () => {
    expect(matchesWildcard("a\\*b", "a*b", true)).to.equal(true);
    expect(matchesWildcard("a\\*b", "axb", true)).to.equal(false);
    expect(matchesWildcard("a\\*b", "a\\xb")).to.equal(true);
  });

  const letters = fc.string({ unit: fc.constantFrom("a", "b", "/", "*", "?"), maxLength: 12 });

  it("agrees with the same pattern as a regular expression", () => {
    fc.assert(
      fc.property(letters, letters, (pattern, text) => {
        const source = pattern.replace(/[/*?]/g, char =>
          char === "*" ? "[^]*" : char === "?" ? "[^]" : "\\/",
        );
        expect(matchesWildcard(pattern, text)).to.equal(new RegExp(`^${source}$`).test(text));
      }),
      { numRuns: 2000 },
    );
  });

  it("takes any text that fills its gaps", () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1 }), fc.string(), (parts, filling) => {
        const plain = parts.map(part => part.replace(/[*?]/g, ""));
        expect(matchesWildcard(plain.join("*"), plain.join(filling))).to.equal(true);
      }),
    );
  });

  it("is quick on patterns that make expressions slow", () => {
    expect(matchesWildcard("*a".repeat(60) + "!", "a".repeat(20_000))).to.equal(false);
  });
});
