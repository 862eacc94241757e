import type { PolicyConfigSchema } from "@pulumi/policy";
import { specialSecretSig, specialSigKey } from "@pulumi/pulumi/runtime";

/** A value of an exported state as a rule sees it: secrets in the clear, other marked values left out. */
export function plain(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(plain);
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  const marked = value as Record<string, unknown>;
  if (marked[specialSigKey] === specialSecretSig) {
    return JSON.parse(marked.plaintext as string);
  }
  return marked[specialSigKey] === undefined
    ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]))
    : null;
}

/** A rule's configuration as it reaches the rule, with the defaults of its schema. */
export function withDefaults(
  schema: PolicyConfigSchema | undefined,
  config: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const defaults = Object.entries(schema?.properties ?? {})
    .filter(([, property]) => property.default !== undefined)
    .map(([name, property]) => [name, property.default as unknown]);
  return { ...(Object.fromEntries(defaults) as Record<string, unknown>), ...config };
}
