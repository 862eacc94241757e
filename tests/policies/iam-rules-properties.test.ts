import { expect } from "chai";
import * as fc from "fast-check";

import { leastPrivilegeRules } from "../../policies/least-privilege/rules";
import { violations } from "./support/engine";

describe("the rules on identity policies", () => {
  const rules = leastPrivilegeRules.flatMap(rule =>
    "validateResource" in rule && /^iam-(policy|pass|assume|service)-/.test(rule.name)
      ? [rule]
      : [],
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
    "sts:AssumeRole",
    "secretsmanager:GetSecretValue",
    "rds-db:connect",
    "kms:PutKeyPolicy",
    "iam:CreateServiceLinkedRole",
    "*:Get*",
  );
  const resource = fc.constantFrom(
    "arn:aws:s3:::orders/*",
    "arn:aws:s3:::*",
    "arn:aws:kms:us-east-1:123456789012:key/*",
    "arn:aws:iam::123456789012:role/orders-task",
    "arn:aws:iam::123456789012:role/*",
    "arn:aws:rds-db:us-east-1:123456789012:dbuser:*/*",
    "*",
  );
  const condition = fc.constantFrom(
    undefined,
    { StringEquals: { "aws:ResourceTag/Application": "orders" } },
    { "ForAnyValue:StringEquals": { "kms:ResourceAliases": "alias/orders" } },
    { StringNotEquals: { "aws:ResourceTag/Application": "orders" } },
    { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
    { StringEquals: { "iam:AWSServiceName": "ecs.amazonaws.com" } },
    { StringEquals: { "iam:PermissionsBoundary": "arn:aws:iam::123456789012:policy/limit" } },
    { IpAddress: { "aws:SourceIp": "0.0.0.0/0" } },
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

  /** A Condition block with its operators and keys in another case. */
  const shouted = (block: object = {}) =>
    Object.fromEntries(
      Object.entries(block).map(([operator, tests]) => [
        operator.toLowerCase(),
        Object.fromEntries(
          Object.entries(tests as object).map(([key, value]) => [key.toUpperCase(), [value]]),
        ),
      ]),
    );

  const check = (property: fc.IAsyncProperty<any>) => fc.assert(property, { numRuns: 60 });

  it("are as many as the pack has", () => {
    expect(rules).to.have.length(21);
  });

  it("do not depend on spelling or order", () =>
    check(
      fc.asyncProperty(statements, async given => {
        const respelt = given
          .map(({ Effect, Action, Resource, Condition }) => ({
            condition: shouted(Condition),
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

  it("never fall silent when an action or a resource is added", () =>
    check(
      fc.asyncProperty(statement, action, resource, async (given, another, elsewhere) => {
        const before = await verdict([given]);
        const more = [
          { ...given, Action: [...given.Action, another] },
          { ...given, Resource: [elsewhere, ...given.Resource] },
        ];
        for (const wider of more) {
          expect(before.length > 0 && (await verdict([wider])).length === 0).to.equal(false);
        }
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
