import { isAutoName } from "../outputs/auto-name";
import { TypeEntry } from "../types/type-entry";
import { Values, asText, asValues, at, canonicalJson } from "../values";

/** The old and the new of a resource. */
export interface Change {
  id: string;
  oldInputs: Values;
  oldOutputs: Values;
  news: Values;
}

/** What a change of inputs does to a resource. */
export interface Difference {
  /** Inputs that change. */
  changed: string[];
  /** Those of them that replace the resource. */
  replaces: string[];
  /** The old resource goes before the new one comes. */
  deleteBeforeReplace: boolean;
}

/** Compares old and new inputs as the real provider does. */
export function diff(entry: TypeEntry, name: string, change: Change): Difference {
  const { oldInputs: olds, oldOutputs, news } = change;
  const keys = [...new Set([...Object.keys(olds), ...Object.keys(news)])];
  const changed = keys.filter(
    key =>
      entry.ignores?.includes(key) !== true &&
      // What the cloud had filled in may be written down without changing anything.
      normal(entry, key, olds[key] ?? oldOutputs[key]) !== normal(entry, key, news[key]) &&
      normal(entry, key, olds[key]) !== normal(entry, key, news[key]),
  );
  const nested = entry.replaces.filter(path => {
    const [key] = path.split(".");
    return (
      changed.includes(key) &&
      canonicalJson(at(olds, path) ?? null) !== canonicalJson(at(news, path) ?? null)
    );
  });
  const conditional = changed.length > 0 ? (entry.replaceWhen?.(olds, news) ?? []) : [];
  const replaces = [...new Set([...nested, ...conditional].map(path => path.split(".")[0]))].filter(
    key => changed.includes(key),
  );
  return {
    changed,
    replaces,
    deleteBeforeReplace:
      replaces.length > 0 && (entry.deleteBeforeReplace === true || isNamed(entry, name, news)),
  };
}

/**
 * Whether the program itself names the resource: two of one name cannot live side by side, so the
 * provider deletes first.
 */
function isNamed({ name: rule }: TypeEntry, resourceName: string, news: Values): boolean {
  return (
    rule !== undefined &&
    asText(news[rule.property]) !== "" &&
    !isAutoName(rule, resourceName, news[rule.property])
  );
}

/** A property's value by meaning: nothing, empty and left out are one, and sets have no order. */
function normal(entry: TypeEntry, key: string, value: unknown): string {
  const meaning = entry.meanings?.[key];
  const normalised = meaning === undefined ? value : meaning(value);
  return canonicalJson(withoutOrder(entry.sets ?? [], key, normalised) ?? null);
}

function withoutOrder(sets: readonly string[], path: string, value: unknown): unknown {
  if (isEmpty(value)) {
    return undefined;
  }
  if (Array.isArray(value)) {
    const items = value.map(item => withoutOrder(sets, path, item));
    return sets.includes(path)
      ? items.sort((a, b) => (canonicalJson(a ?? null) < canonicalJson(b ?? null) ? -1 : 1))
      : items;
  }
  if (typeof value !== "object") {
    return value;
  }
  return Object.fromEntries(
    Object.entries(asValues(value))
      .map(([key, item]) => [key, withoutOrder(sets, `${path}.${key}`, item)] as const)
      .filter(([, item]) => item !== undefined),
  );
}

function isEmpty(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    value === "" ||
    (typeof value === "object" && Object.keys(value).length === 0)
  );
}
