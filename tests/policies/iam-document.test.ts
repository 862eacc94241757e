import { expect } from "chai";
import * as fc from "fast-check";

import { isBroadArn } from "../../policies/iam/arn";
import { isScopedByCondition } from "../../policies/iam/condition";
import { DocumentError, parseDocument } from "../../policies/iam/document";
import { glob, hasWildcard, isWildcard } from "../../policies/iam/glob";
import { leastPrivilegeRules } from "../../policies/least-privilege/rules";
import { violations } from "./support/engine";

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
    const name = fc.string({ unit: fc.constantFrom("a", "b", "-"), minLength: 1 });
    fc.assert(
      fc.property(type, name, (prefix, text) => {
        const arn = `arn:aws:kms:us-east-1:123456789012:${prefix}`;
        expect(isBroadArn(`${arn}*`)).to.equal(true);
        expect(isBroadArn(`${arn}${text}*`)).to.equal(false);
        expect(isBroadArn(`${arn}${text}`)).to.equal(false);
      }),
    );
  });
});

describe("a condition", () => {
  const scopes = (Condition: object) =>
    isScopedByCondition(parseDocument({ Statement: { Condition } })[0]);
  const orders = "orders";

  for (const key of [
    "aws:ResourceTag/Application",
    "aws:RequestTag/Application",
    "ec2:ResourceTag/Application",
    "cloudwatch:namespace",
    "ec2:Subnet",
    "ec2:Vpc",
    "ecs:cluster",
    "ecs:service",
    "ecs:task",
    "elasticfilesystem:AccessPointArn",
    "iam:AWSServiceName",
    "secretsmanager:SecretId",
    "servicediscovery:NamespaceArn",
    "servicediscovery:ServiceArn",
  ]) {
    it(`on ${key} names a resource`, () => {
      expect(scopes({ StringEquals: { [key]: orders } })).to.equal(true);
      expect(scopes({ StringNotEquals: { [key]: orders } })).to.equal(false);
    });
  }

  for (const operator of [
    "StringEquals",
    "StringEqualsIgnoreCase",
    "StringLike",
    "ArnEquals",
    "ArnLike",
    "ForAnyValue:StringLike",
  ]) {
    it(`with ${operator} narrows, but not to nothing or anything`, () => {
      expect(scopes({ [operator]: { "ecs:cluster": orders } })).to.equal(true);
      expect(scopes({ [operator]: { "ecs:cluster": [orders, "orders-*"] } })).to.equal(true);
      expect(scopes({ [operator]: { "ecs:cluster": [] } })).to.equal(false);
      expect(scopes({ [operator]: { "ecs:cluster": [orders, "*"] } })).to.equal(false);
    });
  }

  for (const operator of [
    "StringNotEquals",
    "StringNotLike",
    "StringEqualsIfExists",
    "ForAllValues:StringEquals",
    "Null",
    "Bool",
  ]) {
    it(`with ${operator} does not narrow`, () => {
      expect(scopes({ [operator]: { "ecs:cluster": orders } })).to.equal(false);
    });
  }

  it("on who calls, from where or how names no resource", () => {
    for (const key of ["aws:PrincipalOrgID", "aws:SourceVpc", "kms:ViaService", "ecs:enable-x"]) {
      expect(scopes({ StringEquals: { [key]: orders } }), key).to.equal(false);
    }
  });
});

describe("the rules on identity policies", () => {
  const rules = leastPrivilegeRules.flatMap(rule =>
    "validateResource" in rule && /^iam-(policy|pass)-/.test(rule.name) ? [rule] : [],
  );
  const action = fc.constantFrom(
    "s3:GetObject",
    "s3:Put*",
    "s3:*",
    "*",
    "kms:Decrypt",
    "iam:PassRole",
    "iam:PutRolePolicy",
    "sqs:SendMessage",
  );
  const resource = fc.constantFrom(
    "arn:aws:s3:::orders/*",
    "arn:aws:s3:::*",
    "arn:aws:kms:us-east-1:123456789012:key/*",
    "arn:aws:iam::123456789012:role/orders-task",
    "*",
  );
  const condition = fc.constantFrom(
    undefined,
    { StringEquals: { "aws:ResourceTag/Application": "orders" } },
    { "ForAnyValue:StringEquals": { "kms:ResourceAliases": "alias/orders" } },
    { StringNotEquals: { "aws:ResourceTag/Application": "orders" } },
    { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
  );
  const statement = fc
    .record({
      Action: fc.uniqueArray(action, { minLength: 1, maxLength: 3 }),
      Resource: fc.uniqueArray(resource, { minLength: 1, maxLength: 3 }),
      Condition: condition,
    })
    .map(parts => ({ Effect: "Allow", ...parts }));
  const statements = fc.array(statement, { minLength: 1, maxLength: 3 });

  /** Rule and finding of each violation, without the statement's place, in order. */
  async function verdict(Statement: unknown, asText = true): Promise<string[]> {
    const document = { Version: "2012-10-17", Statement };
    const props = { policy: asText ? JSON.stringify(document) : document };
    const found: string[] = [];
    for (const rule of rules) {
      const messages = await violations(rule, { type: "aws:iam/rolePolicy:RolePolicy", props });
      found.push(...messages.map(message => `${rule.name} ${/^\[.*?\] /.exec(message)?.[0]}`));
    }
    return found.sort();
  }

  const check = (property: fc.IAsyncProperty<any>) => fc.assert(property, { numRuns: 60 });

  it("are as many as the pack has", () => {
    expect(rules).to.have.length(13);
  });

  it("do not depend on spelling or order", () =>
    check(
      fc.asyncProperty(statements, async given => {
        const respelt = given
          .map(({ Effect, Action, Resource, Condition }) => ({
            Condition,
            resource: Resource.length === 1 ? Resource[0] : Resource,
            Action:
              Action.length === 1 ? Action[0].toUpperCase() : Action.map(a => a.toLowerCase()),
            Effect,
          }))
          .reverse();
        const expected = await verdict(given);
        expect(await verdict(respelt)).to.deep.equal(expected);
        expect(await verdict(respelt, false)).to.deep.equal(expected);
      }),
    ));

  it("never find more when something is denied", () =>
    check(
      fc.asyncProperty(statements, statement, async (given, denied) => {
        const more = [...given, { ...denied, Effect: "Deny" }];
        expect(await verdict(more)).to.deep.equal(await verdict(given));
      }),
    ));

  it("never fall silent when a resource is widened", () =>
    check(
      fc.asyncProperty(statement, async given => {
        const before = await verdict([given]);
        const after = await verdict([{ ...given, Resource: "*" }]);
        expect(before.length > 0 && after.length === 0).to.equal(false);
      }),
    ));

  it("never fall silent when an action is widened to its service", () =>
    check(
      fc.asyncProperty(statement, async given => {
        const wide = given.Action.map(name => name.replace(/:.*/, ":*"));
        const before = await verdict([given]);
        const after = await verdict([{ ...given, Action: wide }]);
        expect(before.length > 0 && after.length === 0).to.equal(false);
      }),
    ));
});
