import { expect } from "chai";
import { applies, RateLimits } from "../../../local/runner/gateway/rate-limits";
import type { PathPosition, RateRule, Statement } from "../../../local/runner/gateway/types";

const path = (text: string, position: PathPosition = "STARTS_WITH"): Statement => ({
  kind: "path",
  position,
  text,
  transformations: ["URL_DECODE", "NORMALIZE_PATH"],
});
const rule = (name: string, limit: number, scope?: Statement): RateRule => ({
  name,
  limit,
  windowSeconds: 60,
  scope,
  answer: { statusCode: 429, headers: [], body: name },
});
const request = (target: string, sourceIp = "10.0.0.1") => ({
  method: "GET",
  target,
  host: "h",
  headers: {},
  sourceIp,
});

describe("RateLimits", () => {
  let now = 1_000_000;
  const asked = (limits: RateLimits, target: string, ip?: string) =>
    limits.refusal(request(target, ip))?.body;

  it("lets an address in as often as its limit says, in each window", () => {
    const limits = new RateLimits([rule("all", 2)], () => now);
    const twice = () => [asked(limits, "/a"), asked(limits, "/b"), asked(limits, "/c")];
    expect(twice()).to.deep.equal([undefined, undefined, "all"]);
    now += 59_999;
    expect(asked(limits, "/a")).to.equal("all");
    now += 1;
    expect(twice()).to.deep.equal([undefined, undefined, "all"]);
  });

  it("counts each address for itself", () => {
    const limits = new RateLimits([rule("all", 1)], () => now);
    expect([asked(limits, "/"), asked(limits, "/", "::1")]).to.deep.equal([undefined, undefined]);
    expect([asked(limits, "/"), asked(limits, "/", "::1")]).to.deep.equal(["all", "all"]);
  });

  it("counts for a rule what is in its scope, and asks no further once one blocks", () => {
    const limits = new RateLimits([rule("api", 1, path("/api/")), rule("all", 2)], () => now);
    expect(asked(limits, "/api/a")).to.equal(undefined);
    expect(asked(limits, "/api/a")).to.equal("api");
    expect(asked(limits, "/other")).to.equal(undefined);
    expect(asked(limits, "/other")).to.equal("all");
  });
});

describe("a firewall's statement", () => {
  const table: [string, Statement, string, boolean][] = [
    ["a beginning", path("/api/"), "/api/x", true],
    ["another beginning", path("/api/"), "/apis", false],
    ["a path alone, without its query", path("?x", "CONTAINS"), "/a?x", false],
    ["what is written in another way", path("/api/v1/auth"), "/api//v1/%61uth/login", true],
    ["bytes that are no text", path("/%ff"), "/%ff", true],
    ["an end", path(".js", "ENDS_WITH"), "/a.js?v=1", true],
    ["a whole path", path("/a", "EXACTLY"), "/a/", false],
    ["all of", { kind: "all", parts: [path("/a"), path("/a/b")] }, "/a/c", false],
    ["any of", { kind: "any", parts: [path("/a"), path("/b")] }, "/b", true],
    ["none of", { kind: "none", parts: [path("/a")] }, "/b", true],
  ];
  for (const [what, statement, target, expected] of table) {
    it(`looks at ${what}`, () => expect(applies(statement, target)).to.equal(expected));
  }

  it("can look without regard to case", () => {
    const statement: Statement = {
      kind: "path",
      position: "EXACTLY",
      text: "/a",
      transformations: ["LOWERCASE", "NONE"],
    };
    expect(applies(statement, "/A")).to.equal(true);
  });
});
