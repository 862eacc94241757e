import type { StackValidationPolicy } from "@pulumi/policy";
import { expect } from "chai";

import { itAlso } from "./cases";
import { Member, stackViolations } from "./engine";
import type { Props } from "./rule-cases";

/** Sentence, the stack, the messages in full, and the rule's configuration. */
export type StackCase = [
  title: string,
  members: readonly Member[],
  expected: readonly string[],
  config?: Record<string, unknown>,
];

/** A resource of a stack with inputs as the SDK types them. */
export function member<Args>(
  type: string,
  name: string,
  props: Props<Args> = {},
  more: Pick<Member, "from" | "opts"> = {},
): Member {
  return { type, name, props, ...more };
}

/** Describes a stack rule by cases; those with a message also with each type renamed. */
export function describeStackRule(rule: StackValidationPolicy, cases: readonly StackCase[]): void {
  describe(rule.name, () => {
    for (const [title, members, expected, config] of cases) {
      it(title, async () => {
        expect(await stackViolations(rule, members, config)).to.deep.equal(expected);
      });
    }
    itAlso("says nothing about other types", async () => {
      const broken = cases.filter(([, , expected]) => expected.length > 0);
      expect(broken).not.to.deep.equal([]);
      for (const [, members, , config] of broken) {
        const others = members.map(resource => ({ ...resource, type: "other:index:Thing" }));
        expect(await stackViolations(rule, others, config)).to.deep.equal([]);
      }
    });
  });
}
