import type { ResourceValidationPolicy } from "@pulumi/policy";
// What the engine hands to a remedy, and takes back: properties that throw when an unknown one is read, over
// such that keep secrets secret.
import * as deserialize from "@pulumi/policy/deserialize";
import * as proxy from "@pulumi/policy/proxy";
import * as secret from "@pulumi/policy/secret";
import { expect } from "chai";

import { withDefaults } from "../../../local/bench/engine-view";
import { itAlso } from "./cases";
import { Subject, urnOf } from "./engine";
import { Props } from "./rule-cases";

const { unknownCheckingProxy } = proxy as any;
const { serializeProperties } = deserialize as any;

/** Inputs of a resource after a rule at level `remediate` has seen it; undefined when it leaves them. */
export async function mended(
  rule: ResourceValidationPolicy,
  { type, props, name = "subject", provider = {}, opts = {}, config = {} }: Subject,
): Promise<Record<string, any> | undefined> {
  const args: any = {
    type,
    name,
    urn: urnOf({ type, name }),
    opts: { protect: false, ignoreChanges: [], ...opts },
    props: unknownCheckingProxy(secret.secretsPreservingProxy(structuredClone(props))),
    getConfig: () => withDefaults(rule.configSchema, config),
    ...(provider && { provider: { type: "pulumi:providers:aws", props: provider } }),
  };
  const result = await rule.remediateResource?.(args);
  return result ? serializeProperties(result) : undefined;
}

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
  for (const [title, props, change, config] of cases) {
    it(`${type.split(":").pop()}: ${title}`, async () => {
      expect(await mended(rule, { type, props, config })).to.deep.equal(
        change && { ...props, ...change },
      );
    });
  }
  itAlso(`mends no other types than ${type.split(":").pop()}`, async () => {
    const subject = { type: "other:index:Thing", props: cases[0][1] };
    expect(await mended(rule, subject)).to.equal(undefined);
  });
}
