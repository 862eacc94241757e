import type { ResourceValidationPolicy } from "@pulumi/policy";
import type { Unwrap } from "@pulumi/pulumi";
import { expect } from "chai";

import { itAlso } from "./cases";
import { Subject, unknownValue, violations } from "./engine";

/** Inputs of a resource once they are known, as the SDK types them. */
export type Props<Args> = Partial<Unwrap<Args>>;

/** Sentence, inputs, the messages in full, and what else the case needs. */
export type Case<Args> = [
  title: string,
  props: Props<Args>,
  expected: readonly string[],
  options?: Partial<Omit<Subject, "props">>,
];

/** Describes a rule for resources of one type by cases; the first with a message also as another type. */
export function describeRule<Args>(
  rule: ResourceValidationPolicy,
  type: string,
  cases: readonly Case<Args>[],
): void {
  describe(rule.name, () => {
    ruleCases(rule, type, cases);
  });
}

/** The cases alone, for a rule with several types. */
export function ruleCases<Args>(
  rule: ResourceValidationPolicy,
  type: string,
  cases: readonly Case<Args>[],
): void {
  for (const [title, props, expected, options] of cases) {
    it(`${type.split(":").pop()}: ${title}`, async () => {
      expect(await violations(rule, { type, props, ...options })).to.deep.equal(expected);
    });
  }
  const broken = cases.find(([, , expected]) => expected.length > 0);
  if (broken !== undefined) {
    itAlso(`says nothing about other types than ${type.split(":").pop()}`, async () => {
      const subject = { props: broken[1], ...broken[3], type: "other:index:Thing" };
      expect(await violations(rule, subject)).to.deep.equal([]);
    });
  }
}

/** A statement as one writes it, without Effect. */
export type RawStatement = Record<string, unknown>;

/** Text of a policy document; statements allow unless they say otherwise. */
export function document(...statements: readonly RawStatement[]): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: statements.map(statement => ({ Effect: "Allow", ...statement })),
  });
}

/** Sentence, statements of one policy, the messages in full. */
export type DocumentCase = [
  title: string,
  statements: readonly RawStatement[],
  expected: readonly string[],
];

/**
 * Describes a rule on identity policies by cases, and shows that the verdict is the same in every form
 * and place a policy can have.
 */
export function describeIdentityRule(
  rule: ResourceValidationPolicy,
  cases: readonly DocumentCase[],
): void {
  describe(rule.name, () => {
    for (const [title, statements, expected] of cases) {
      it(title, async () => {
        expect(
          await on(rule, "aws:iam/rolePolicy:RolePolicy", { policy: document(...statements) }),
        ).to.deep.equal(expected);
      });
    }
    const broken = cases.find(([, , expected]) => expected.length > 0);
    if (broken === undefined) {
      throw new Error(`${rule.name} has no case that breaks it`);
    }
    placeCases(rule, broken[1], broken[2]);
  });
}

function placeCases(
  rule: ResourceValidationPolicy,
  statements: readonly RawStatement[],
  expected: readonly string[],
): void {
  const policy = document(...statements);
  for (const type of ["policy:Policy", "groupPolicy:GroupPolicy", "userPolicy:UserPolicy"]) {
    itAlso(`holds for ${type.split(":")[1]}`, async () => {
      expect(await on(rule, `aws:iam/${type}`, { policy })).to.deep.equal(expected);
    });
  }
  itAlso("holds for a document given as an object with a single statement", async () => {
    const written = { Version: "2012-10-17", Statement: { Effect: "Allow", ...statements[0] } };
    const props = { policy: statements.length === 1 ? written : JSON.parse(policy) };
    expect(await on(rule, "aws:iam/rolePolicy:RolePolicy", props)).to.deep.equal(expected);
  });
  itAlso("holds for a role's inline policy, beside one that is not known yet", async () => {
    const inlinePolicies = [{ policy: unknownValue }, { policy }];
    expect(await on(rule, "aws:iam/role:Role", { inlinePolicies })).to.deep.equal(
      expected.map(message => message.replace("policy:", "inlinePolicies[1].policy:")),
    );
  });
  itAlso("says nothing about Deny", async () => {
    const denied = document(...statements.map(statement => ({ ...statement, Effect: "Deny" })));
    expect(await on(rule, "aws:iam/rolePolicy:RolePolicy", { policy: denied })).to.deep.equal([]);
  });
  itAlso(
    "says nothing without a policy, with one that is not known yet or is no JSON",
    async () => {
      for (const props of [{}, { policy: unknownValue }, { policy: "{" }]) {
        expect(await on(rule, "aws:iam/rolePolicy:RolePolicy", props)).to.deep.equal([]);
      }
      expect(await on(rule, "aws:iam/role:Role", { inlinePolicies: unknownValue })).to.deep.equal(
        [],
      );
    },
  );
  itAlso("says nothing about other types", async () => {
    expect(await on(rule, "aws:sns/topicPolicy:TopicPolicy", { policy })).to.deep.equal([]);
  });
}

function on(rule: ResourceValidationPolicy, type: string, props: object): Promise<string[]> {
  return violations(rule, { type, props });
}
