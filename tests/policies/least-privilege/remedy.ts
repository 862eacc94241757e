import type { ResourceValidationPolicy } from "@pulumi/policy";
import * as proxy from "@pulumi/policy/proxy";

/** Inputs of a resource as a rule mends them; undefined when it leaves them. */
export async function remedy(
  rule: ResourceValidationPolicy,
  type: string,
  props: object,
): Promise<unknown> {
  const args: any = { type, props: (proxy as any).unknownCheckingProxy(props) };
  return rule.remediateResource?.(args);
}
