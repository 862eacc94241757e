import { expect } from "chai";
import * as fc from "fast-check";

import { isBroadArn } from "../../policies/iam/arn";
import { DocumentError, parseDocument } from "../../policies/iam/document";
import { glob, hasWildcard, isWildcard } from "../../policies/iam/glob";

describe("parseDocument", () => {
  it("reads every spelling into one form", () => {
    const [statement] = parseDocument({
      statement: {
        SID: "Read",
        effect: "Allow",
        Action: "S3:GetObject",
        Resource: ["arn:aws:s3:::Orders/*"],
        Principal: "*",
        NotPrincipal: { AWS: ["a", "b"], Service: "ecs.amazonaws.com" },
        Condition: { StringEquals: { "aws:SourceAccount": 123456789012, "aws:userid": ["x"] } },
      },
    });
    expect(statement).to.deep.equal({
      label: 'statement "Read"',
      effect: "allow",
      actions: ["s3:getobject"],
      notActions: [],
      resources: ["arn:aws:s3:::Orders/*"],
      notResources: [],
      principals: [{ kind: "AWS", value: "*" }],
      notPrincipals: [
        { kind: "AWS", value: "a" },
        { kind: "AWS", value: "b" },
        { kind: "Service", value: "ecs.amazonaws.com" },
      ],
      conditions: [
        { operator: "stringequals", key: "aws:sourceaccount", values: ["123456789012"] },
        { operator: "stringequals", key: "aws:userid", values: ["x"] },
      ],
    });
  });

  it("names statements without Sid by their place", () => {
    const labels = parseDocument({ Statement: [{ Sid: "A" }, {}, { Sid: "" }] }).map(s => s.label);
    expect(labels).to.deep.equal(['statement "A"', "statement 2", "statement 3"]);
  });

  const broken: [unknown, string][] = [
    ["{", "it is not JSON"],
    ["", "it is not JSON"],
    ["3", "the document is not an object"],
    [["a"], "the document is not an object"],
    [{ Statement: [null] }, "statement 1 is not an object"],
    [{ Statement: { Condition: "x" } }, "a Condition is not an object"],
    [{ Statement: { Condition: { Bool: "x" } } }, "a condition operator is not an object"],
  ];
  for (const [document, message] of broken) {
    it(`refuses ${JSON.stringify(document)}`, () => {
      expect(() => parseDocument(document)).to.throw(DocumentError, message);
    });
  }

  it("reads a document without statements", () => {
    expect(parseDocument("{}")).to.deep.equal([]);
  });
});

describe("glob", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "b", ":", "*", "?", "."), maxLength: 12 });

  it("agrees with a regular expression", () => {
    fc.assert(
      fc.property(text, text, (pattern, value) => {
        const source = pattern.replace(/[.]/g, "\\$&").replace(/\*/g, "[^]*").replace(/\?/g, "[^]");
        expect(glob(pattern, value)).to.equal(new RegExp(`^${source}$`).test(value));
      }),
    );
  });

  it("stays quick on patterns that make others backtrack", () => {
    expect(glob(`${"*a".repeat(40)}b`, "a".repeat(5000))).to.equal(false);
  });

  it("tells what has a wildcard from what is nothing else", () => {
    expect(["a", "a*", "a?"].map(hasWildcard)).to.deep.equal([false, true, true]);
    expect(["*", "**", "?*", "??", "", "a*"].map(isWildcard)).to.deep.equal([
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});

describe("isBroadArn", () => {
  it("leaves a bare star and what is no ARN to other rules", () => {
    expect(["*", "orders", "arn:aws:s3:::orders"].map(isBroadArn)).to.deep.equal([
      false,
      false,
      false,
    ]);
  });

  it("knows every type whose whole name is a wildcard", () => {
    const type = fc.constantFrom("key/", "role/", "secret:", "parameter/", "table/", "log-group:");
    // Two letters beside each other are the least that tells names apart.
    const part = fc.string({ unit: fc.constantFrom("a", "b", "-") });
    const name = fc.tuple(part, part).map(([before, after]) => `${before}ab${after}`);
    const nothing = fc.string({ unit: fc.constantFrom("-", "?", "*") });
    fc.assert(
      fc.property(type, name, nothing, (prefix, text, other) => {
        const arn = `arn:aws:iam:us-east-1:123456789012:${prefix}`;
        expect(isBroadArn(`${arn}*`)).to.equal(true);
        expect(isBroadArn(`${arn}${other}*`)).to.equal(true);
        expect(isBroadArn(`${arn}${text}*`)).to.equal(false);
        expect(isBroadArn(`${arn}${text}`)).to.equal(false);
      }),
    );
  });
});
