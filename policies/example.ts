import type { ContainerDefinition } from "@aws-sdk/client-ecs";
import type { Unwrap } from "@pulumi/pulumi";

/** A resource of a documented example, as the engine shows it to a rule. */
export interface ExampleResource {
  type: string;
  name: string;
  /** Inputs, all known. */
  props: object;
  /**
   * Inputs that are outputs of other resources of the example: `{ bucket: "assets.id" }`,
   * `{ "networkConfiguration.subnets": ["a.id", "b.id"] }`, or a text with some in it:
   * `{ policy: '{"Resource":"${assets.arn}/*"}' }`.
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

/** Text of a task definition's `containerDefinitions`, typed by ECS's own shape. */
export function containers(...definitions: readonly ContainerDefinition[]): string {
  return JSON.stringify(definitions);
}
