import type { Unwrap } from "@pulumi/pulumi";

/** A resource of a documented example, as the engine shows it to a rule. */
export interface ExampleResource {
  type: string;
  name: string;
  /** Inputs, all known. */
  props: object;
  /**
   * Inputs that are outputs of other resources of the example: `{ bucket: "assets.id" }`,
   * `{ "networkConfiguration.subnets": ["a.id", "b.id"] }`.
   */
  from?: Readonly<Record<string, string | readonly string[]>>;
  /** Resource options that rules read. */
  opts?: { protect?: boolean; ignoreChanges?: string[] };
  /** Inputs of its provider, such as defaultTags. */
  provider?: Record<string, unknown>;
}

/** What one would write to break a rule and to keep it; shown in the catalogue and run as test cases. */
export interface Examples {
  bad: readonly ExampleResource[];
  good: readonly ExampleResource[];
  /** Configuration of the rule over its defaults. */
  config?: Record<string, unknown>;
}

/** A resource with inputs as the SDK types them: `resource<InstanceArgs>("aws:rds/instance:Instance", "db", …)`. */
export function resource<Args>(
  type: string,
  name: string,
  props: Partial<Unwrap<Args>>,
  more: Pick<ExampleResource, "from" | "opts" | "provider"> = {},
): ExampleResource {
  return { type, name, props, ...more };
}
