import { expect } from "chai";

import { Auth, checkAuth, checkRewrite, Rewrite } from "../../../components/plan/route-actions";

const WHERE = "orders: route /x";
const JWT: Auth["jwt"] = {
  issuer: "https://id.example.com",
  jwksEndpoint: "https://id.example.com/.well-known/jwks.json",
};

describe("checkRewrite", () => {
  for (const rewrite of [
    { path: ["^/api/v1/(.*)$", "/$1"] },
    { host: ["^(.+)\\.example\\.com$", "$1.internal"] },
    { path: ["^/(?:a|b)/(?<rest>\\+*.*)$", ""], host: ["a", "b"] },
  ] as Rewrite[]) {
    it(`takes ${JSON.stringify(rewrite)}`, () => {
      expect(() => checkRewrite(WHERE, rewrite)).to.not.throw();
    });
  }

  for (const [rewrite, message] of [
    [{}, "orders: route /x: rewrite is empty; give path, host or both"],
    [{ path: ["", "/"] }, "rewrite.path has 0 and 1 characters; use 1 to 1024 and up to 1024"],
    [{ host: ["a", "x".repeat(1025)] }, "rewrite.host has 1 and 1025 characters"],
    [{ path: ["x".repeat(1025), ""] }, "rewrite.path has 1025 and 0 characters"],
    [{ path: ["^/(?!admin)", "/"] }, 'rewrite.path has "(?!"; an ALB knows no lookaround'],
    [{ path: ["(?<=a)b", "/"] }, 'has "(?<="'],
    [{ path: ["(a)\\1", "/"] }, 'has "\\1"'],
    [{ path: ["(?>a)", "/"] }, 'has "(?>"'],
    [{ path: ["a*+", "/"] }, 'has "*+"'],
    [{ path: ["\\p{L}", "/"] }, 'has "\\p{"'],
  ] as [Rewrite, string][]) {
    it(`refuses ${JSON.stringify(rewrite).slice(0, 60)}`, () => {
      expect(() => checkRewrite(WHERE, rewrite)).to.throw(message);
    });
  }
});

describe("checkAuth", () => {
  const check = (changes: Partial<Auth["jwt"]>) =>
    checkAuth(WHERE, { jwt: { ...JWT, ...changes } });
  const claim = (count: number, format?: "string-array") => ({
    name: "roles",
    format,
    values: Array.from({ length: count }, String),
  });

  it("takes an issuer with its keys, and claims", () => {
    expect(() => check({})).to.not.throw();
    expect(() => check({ claims: [claim(1), claim(10, "string-array")] })).to.not.throw();
  });

  for (const [changes, message] of [
    [{ issuer: "" }, "orders: route /x: auth.jwt.issuer has 0 characters; use 1 to 256"],
    [{ issuer: "x".repeat(257) }, "issuer has 257 characters"],
    [
      { jwksEndpoint: "http://id.example.com/keys" },
      'is "http://id.example.com/keys"; use an https',
    ],
    [{ jwksEndpoint: "https://id.example.com" }, "use an https:// URL with a path"],
    [{ jwksEndpoint: `https://id.example.com/${"x".repeat(240)}` }, "at most 256 characters"],
    [{ claims: Array(11).fill(claim(1)) }, "auth.jwt.claims has 11; use at most 10"],
    [
      { claims: [{ name: "iss", values: ["a"] }] },
      'claims has "iss"; use other claims than exp, iss',
    ],
    [{ claims: [claim(0)] }, 'claims "roles" has 0 values; a single-string claim takes 1'],
    [{ claims: [claim(2)] }, 'claims "roles" has 2 values; a single-string claim takes 1'],
    [{ claims: [claim(11, "string-array")] }, "a string-array claim takes 1 to 10"],
  ] as [Partial<Auth["jwt"]>, string][]) {
    it(`refuses ${JSON.stringify(changes).slice(0, 60)}`, () => {
      expect(() => check(changes)).to.throw(message);
    });
  }
});
