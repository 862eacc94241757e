import { expect } from "chai";
import { chooseAction, holds, type RequestFacts } from "../../../local/runner/gateway/match";
import type { Condition, Rule } from "../../../local/runner/gateway/types";

const request: RequestFacts = {
  method: "GET",
  target: "/api/Orders?Color=Dark%20Red&flag",
  host: "API.Example.com:8080",
  headers: { "x-version": "Beta-2", accept: ["a", "b"] },
  sourceIp: "10.1.2.3",
};

describe("holds", () => {
  const table: [Condition, boolean][] = [
    [{ field: "path", values: ["/api/Orders"] }, true],
    [{ field: "path", values: ["/api/orders"] }, false],
    [{ field: "path", values: ["/x", "/api/*"] }, true],
    [{ field: "path", values: ["*flag"] }, false],
    [{ field: "host", values: ["api.example.COM"] }, true],
    [{ field: "host", values: ["*.example.com"] }, true],
    [{ field: "host", values: ["example.com"] }, false],
    [{ field: "method", values: ["POST", "GET"] }, true],
    [{ field: "method", values: ["get"] }, false],
    [{ field: "header", header: "X-Version", values: ["beta-?"] }, true],
    [{ field: "header", header: "X-Version", values: ["beta"] }, false],
    [{ field: "header", header: "Accept", values: ["b"] }, true],
    [{ field: "header", header: "X-None", values: ["*"] }, false],
    [{ field: "query", pairs: [{ key: "color", value: "dark*" }] }, true],
    [{ field: "query", pairs: [{ key: "size", value: "*" }] }, false],
    [{ field: "query", pairs: [{ value: "Dark%20Red" }] }, true],
    [{ field: "query", pairs: [{ key: "flag", value: "" }] }, true],
    [{ field: "sourceIp", values: ["10.0.0.0/8"] }, true],
    [{ field: "sourceIp", values: ["10.1.2.4/32", "2001:db8::/32"] }, false],
  ];
  for (const [condition, expected] of table) {
    it(`${JSON.stringify(condition)} is ${expected}`, () => {
      expect(holds(condition, request)).to.equal(expected);
    });
  }

  it("finds no query where there is none", () => {
    const condition: Condition = { field: "query", pairs: [{ value: "*" }] };
    expect(holds(condition, { ...request, target: "/a=b" })).to.equal(false);
  });
});

describe("chooseAction", () => {
  const answer = (body: string) =>
    ({ type: "fixed-response", statusCode: 200, contentType: "text/plain", body }) as const;
  const rule = (priority: number, conditions: Condition[]): Rule => ({
    label: `rule ${priority}`,
    priority,
    conditions,
    action: answer(String(priority)),
  });

  it("takes the first rule of which every condition holds, else the default", () => {
    const rules = [
      rule(1, [
        { field: "path", values: ["/api/*"] },
        { field: "method", values: ["POST"] },
      ]),
      rule(2, [{ field: "path", values: ["/api/*"] }]),
      rule(3, [{ field: "path", values: ["*"] }]),
    ];
    expect(chooseAction(request, rules, answer("default"))).to.deep.equal(answer("2"));
    expect(chooseAction(request, rules.slice(0, 1), answer("default"))).to.deep.equal(
      answer("default"),
    );
  });
});
