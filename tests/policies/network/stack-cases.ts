import type { StackValidationPolicy } from "@pulumi/policy";
import { expect } from "chai";

import { Member, stackViolations, urnOf } from "../support/engine";
import { Props } from "../support/rule-cases";

/** Sentence, the resources of a stack, the messages in full after their resource's name, configuration. */
export type StackCase = [
  title: string,
  members: readonly Member[],
  expected: readonly string[],
  config?: Record<string, unknown>,
];

/** A resource of a stack with inputs as the SDK types them, and which others properties were taken from. */
export function member<Args>(
  type: string,
  name: string,
  props: Props<Args> = {},
  from: Readonly<Record<string, Member | readonly Member[]>> = {},
): Member {
  const urns = Object.entries(from).map(([property, sources]) => [
    property,
    [sources].flat().map(source => urnOf(source)),
  ]);
  return { type, name, props, from: Object.fromEntries(urns) as Record<string, string[]> };
}

/** Describes a stack rule by cases; the first with a message also as resources of another type. */
export function describeStackRule(rule: StackValidationPolicy, cases: readonly StackCase[]): void {
  describe(rule.name, () => {
    for (const [title, members, expected, config] of cases) {
      it(title, async () => {
        expect(await stackViolations(rule, members, config)).to.deep.equal(expected);
      });
    }
    const broken = cases.find(([, , expected]) => expected.length > 0);
    it("says nothing about other types", async () => {
      const others = broken?.[1].map(each => ({ ...each, type: "other:index:Thing" })) ?? [];
      expect(others).not.to.deep.equal([]);
      expect(await stackViolations(rule, others, broken?.[3])).to.deep.equal([]);
    });
  });
}
