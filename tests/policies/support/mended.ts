import type { ResourceValidationPolicy } from "@pulumi/policy";

/** Inputs of a resource after a rule has mended it; nothing when it leaves the resource alone. */
export async function mended(
  rule: ResourceValidationPolicy,
  type: string,
  props: object,
): Promise<Record<string, any> | undefined> {
  const args: any = { type, name: "subject", props: structuredClone(props), opts: {} };
  const fixed = await rule.remediateResource?.(args);
  return fixed ?? undefined;
}
