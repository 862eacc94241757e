import type { ResourceValidationPolicy } from "@pulumi/policy";
import { expect } from "chai";
// What the engine hands to a rule: properties that throw when an unknown one is read.
import * as proxy from "@pulumi/policy/proxy";

import { configOf } from "./engine";
import { Props } from "./rule-cases";

/** Sentence, inputs, what the rule changes in them (nothing: it leaves them), its configuration. */
export type MendCase<Args> = [
  title: string,
  props: Props<Args>,
  change: Props<Args> | undefined,
  config?: Record<string, any>,
];

/** What a rule makes of resources of one type at level `remediate`, by cases. */
export function mendCases<Args>(
  rule: ResourceValidationPolicy,
  type: string,
  cases: readonly MendCase<Args>[],
): void {
  for (const [title, props, change, config = {}] of cases) {
    it(`${type.split(":").pop()}: ${title}`, async () => {
      const before = structuredClone(props);
      const inputs: any = structuredClone(props);
      const args: any = {
        type,
        props: (proxy as any).unknownCheckingProxy(inputs),
        getConfig: () => configOf(rule, config),
      };
      const result = await rule.remediateResource?.(args);
      expect(result !== undefined).to.equal(change !== undefined);
      // Copies what the rule handed over without the engine's proxies.
      expect(JSON.parse(JSON.stringify(inputs))).to.deep.equal({ ...before, ...change });
    });
  }
  it(`mends no other types than ${type.split(":").pop()}`, async () => {
    const args: any = { type: "other:index:Thing", props: cases[0][1] };
    expect(await rule.remediateResource?.(args)).to.equal(undefined);
  });
}
