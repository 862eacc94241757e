import * as pulumi from "@pulumi/pulumi";

/**
 * Puts `tags` on every AWS resource of the stack that takes tags, those of awsx components among them,
 * beside the tags that a resource sets itself. Call it before the first resource is made.
 */
export function tagEverything(tags: Readonly<Record<string, string>>): void {
  pulumi.runtime.registerStackTransformation(({ type, props, opts }) => {
    // The provider's classes hand over every input they have, set or not: `tags` in it means taggable.
    const inputs = props as Record<string, unknown>;
    if (!/^awsx?:/.test(type) || !("tags" in inputs)) {
      return undefined;
    }
    const own = inputs.tags as pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
    return {
      props: { ...inputs, tags: pulumi.output(own).apply(set => ({ ...tags, ...set })) },
      opts,
    };
  });
}
