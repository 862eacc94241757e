import type { Policies } from "@pulumi/policy";

import type { ExampleResource, Examples } from "../../../policies/example";
import { Finding, judge, StackResource } from "./judge";
import { urnOf } from "./engine";
import { outputOf } from "./outputs";

/** Messages of a rule on one half of an example, with the rule switched on. */
export async function messagesOn(
  rule: Policies[number],
  resources: readonly ExampleResource[],
  config: Examples["config"] = {},
): Promise<Finding[]> {
  const settings = { [rule.name]: { ...config, enforcementLevel: "mandatory" as const } };
  return judge([rule], stackOf(resources), { config: settings });
}

/** The resources of an example as a stack, with what they take from each other filled in. */
export function stackOf(resources: readonly ExampleResource[]): StackResource[] {
  const urns = new Map(resources.map(({ type, name }) => [name, urnOf({ type, name })]));
  return resources.map(resource => {
    const { type, name, props, from = {}, opts = {}, provider = {} } = resource;
    const inputs = structuredClone(props) as Record<string, any>;
    // The engine lists every input, those without dependencies too.
    const propertyDependencies: Record<string, string[]> = Object.fromEntries(
      Object.keys(inputs).map(key => [key, []]),
    );
    for (const [path, sources] of Object.entries(from)) {
      const references = [sources].flat();
      const values = references.map(reference => valueOf(reference, resources));
      setAt(inputs, path, typeof sources === "string" ? values[0] : values);
      const owners = references
        .flatMap(reference => referencesIn(reference))
        .map(reference => urns.get(reference.split(".")[0]) ?? "");
      (propertyDependencies[path.split(".")[0]] ??= []).push(...owners);
    }
    return {
      type,
      name,
      urn: urnOf({ type, name }),
      inputs,
      outputs: { id: outputOf(resource, "id"), arn: outputOf(resource, "arn"), ...inputs },
      opts: { protect: opts.protect ?? false, ignoreChanges: opts.ignoreChanges ?? [] },
      dependencies: [...new Set(Object.values(propertyDependencies).flat())],
      propertyDependencies,
      provider,
    };
  });
}

/** `assets.id` itself, or those in a text: `arn:aws:s3:::${assets.id}/*`. */
function referencesIn(text: string): string[] {
  return text.includes("${") ? [...text.matchAll(/\$\{([^}]*)\}/g)].map(match => match[1]) : [text];
}

/** What `assets.bucket` stands for: the input of that name, or an output made up for it. */
function valueOf(reference: string, resources: readonly ExampleResource[]): unknown {
  if (reference.includes("${")) {
    return reference.replace(/\$\{([^}]*)\}/g, (_, inner: string) =>
      String(valueOf(inner, resources)),
    );
  }
  const [name, attribute] = reference.split(".");
  const source = resources.find(resource => resource.name === name);
  if (source === undefined) {
    throw new Error(`the example has no resource "${name}" for ${reference}`);
  }
  return (source.props as Record<string, unknown>)[attribute] ?? outputOf(source, attribute);
}

function setAt(target: Record<string, any>, path: string, value: unknown): void {
  const [key, ...rest] = path.split(".");
  if (rest.length === 0) {
    target[key] = value;
  } else {
    setAt((target[key] ??= {}), rest.join("."), value);
  }
}
