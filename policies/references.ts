import type { PolicyResource } from "@pulumi/policy";

import { peek, UNKNOWN } from "./known";

/** Outputs by which one resource names another. */
const NAMES = ["id", "arn", "name", "bucket"];

/** What is read of a resource to see what it refers to. */
interface Referring {
  props: Record<string, unknown>;
  propertyDependencies: Readonly<Record<string, readonly { urn: string }[] | undefined>>;
}

/**
 * Whether a property of one resource stands for another: it was taken from that resource's outputs, be it a
 * text made of them, or is its id or name. Works before ids are known.
 */
export function refersTo(
  resource: Referring,
  property: string,
  target: Pick<Referring, "props"> & { urn: string },
): boolean {
  return (
    (resource.propertyDependencies[property]?.some(({ urn }) => urn === target.urn) ?? false) ||
    isNamed(target, [peek(() => resource.props[property])])
  );
}

/**
 * The resources among some that a property holds, be it one value or a list, at a path such as
 * `networkConfiguration.subnets`. What is known decides, unlike in {@link refersTo}: such a property was taken
 * from others too, and a dependency is one of the whole. Where ids or values are not known yet it goes by
 * dependencies.
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
    const isUnborn = typeof peek(() => props.id as unknown) !== "string";
    return ((waits || isUnborn) && dependencies.has(urn)) || isNamed({ props }, values);
  });
}

/** Whether one of some values is a resource's id or name. */
function isNamed({ props }: Pick<Referring, "props">, values: readonly unknown[]): boolean {
  const texts = values.filter(value => typeof value === "string");
  return texts.length > 0 && NAMES.some(key => texts.some(text => text === peek(() => props[key])));
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

/** Resources of some types. */
export function ofTypes(
  resources: readonly PolicyResource[],
  ...types: readonly string[]
): PolicyResource[] {
  return resources.filter(({ type }) => types.includes(type));
}
