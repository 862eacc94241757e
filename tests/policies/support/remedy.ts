import type { ResourceValidationPolicy } from "@pulumi/policy";
// What the engine hands to a rule: properties that throw when an unknown one is read.
import * as proxy from "@pulumi/policy/proxy";

import { configOf, Subject, urnOf } from "./engine";

/** What a rule at the level `remediate` makes of a resource's inputs; undefined when it leaves them. */
export async function remedied(
  rule: ResourceValidationPolicy,
  { type, props, name = "subject", provider = {}, config = {} }: Subject,
): Promise<object | undefined> {
  const copy = structuredClone(props);
  const args: any = {
    type,
    name,
    urn: urnOf({ type, name }),
    props: (proxy as any).unknownCheckingProxy(copy),
    getConfig: () => configOf(rule, config),
    ...(provider && { provider: { type: "pulumi:providers:aws", props: provider } }),
  };
  return (await rule.remediateResource?.(args)) ? copy : undefined;
}
