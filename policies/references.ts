import type { PolicyResource } from "@pulumi/policy";

import { peek, UNKNOWN } from "./known";

/** Outputs by which one resource names another, besides its id. */
const NAMES = ["arn", "name"];

/**
 * The resources among some that a property stands for, be it one value or a list, at a path such as
 * `networkConfiguration.subnets`. Where ids or values are not known yet it goes by dependencies, which
 * for a list are those of all its items.
 */
export function targetsOf(
  resource: PolicyResource,
  path: string,
  candidates: readonly PolicyResource[],
): PolicyResource[] {
  const values = valuesAt(resource.props, path);
  const waits = values.includes(UNKNOWN);
  const dependencies = new Set(
    resource.propertyDependencies[path.split(".")[0]]?.map(({ urn }) => urn),
  );
  return candidates.filter(({ urn, props }) => {
    const id = peek(() => props.id as unknown);
    return (
      (typeof id === "string" && values.includes(id)) ||
      ((waits || typeof id !== "string") && dependencies.has(urn)) ||
      NAMES.some(key => {
        const name = peek(() => props[key] as unknown);
        return typeof name === "string" && values.includes(name);
      })
    );
  });
}

/** The values at a path, through every list on the way; {@link UNKNOWN} for each not known yet. */
export function valuesAt(value: unknown, path: string): unknown[] {
  return path.split(".").reduce<unknown[]>(
    (found, key) =>
      found.flatMap(item => {
        if (typeof item !== "object" || item === null) {
          return item === UNKNOWN ? [UNKNOWN] : [];
        }
        return itemsOf(peek(() => (item as Record<string, unknown>)[key]));
      }),
    [value],
  );
}

/** The items of a list, each read by itself, or the one value that there is. */
export function itemsOf(value: unknown): unknown[] {
  const items = Array.isArray(value)
    ? Array.from({ length: value.length }, (_, index) => peek(() => value[index] as unknown))
    : [value];
  return items.filter(item => item !== undefined && item !== null);
}

/**
 * Whether the program itself set a property. A stack rule sees what came of a resource: AWS's provider
 * fills in defaults, and reads a security group's separate rules back into `ingress`. The engine lists
 * dependencies, be there none, for each input.
 */
export function isGiven({ propertyDependencies }: PolicyResource, property: string): boolean {
  const inputs = Object.keys(propertyDependencies);
  return inputs.length === 0 || inputs.includes(property);
}

/** Resources of some types. */
export function ofTypes(
  resources: readonly PolicyResource[],
  ...types: readonly string[]
): PolicyResource[] {
  return resources.filter(({ type }) => types.includes(type));
}
