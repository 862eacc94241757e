/** Properties of a resource, as plain data. */
export type Values = Record<string, unknown>;

/** What the engine sends and takes for a value that is not known while planning, one mark a kind. */
const UNKNOWN_MARKS: ReadonlySet<unknown> = new Set([
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

/** The mark of an unknown text; the engine takes it for an unknown value of any kind. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Whether the value itself is not known yet. */
export function isUnknown(value: unknown): boolean {
  return UNKNOWN_MARKS.has(value);
}

/** Whether the value, or anything in it, is not known yet. */
export function hasUnknown(value: unknown): boolean {
  if (typeof value === "object" && value !== null) {
    return Object.values(value).some(hasUnknown);
  }
  return isUnknown(value);
}

/** The value as text: "" for nothing at all, digits for a number, JSON for a structure. */
export function asText(value: unknown): string {
  if (value === undefined || value === null) {
    return "";
  }
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** The value as a list; nothing at all is an empty one. */
export function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}

/** The value as properties; anything else has none. */
export function asValues(value: unknown): Values {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Values)
    : {};
}

/** The property at a dotted path, such as `healthCheck.interval`; undefined where the path ends early. */
export function at(values: Values, path: string): unknown {
  return path.split(".").reduce<unknown>((value, key) => asValues(value)[key], values);
}

/** Every value at a dotted path; a list on the way is walked, so `rules.id` finds each rule's. */
export function allAt(value: unknown, path: string): unknown[] {
  return path
    .split(".")
    .reduce<unknown[]>(
      (found, key) => found.flatMap(item => asItems(asValues(item)[key])),
      [value],
    );
}

function asItems(value: unknown): unknown[] {
  if (Array.isArray(value)) {
    return value as unknown[];
  }
  return value === undefined || value === null ? [] : [value];
}

/** The same data without null and undefined in its properties, as the AWS provider drops them. */
export function withoutNulls<T>(value: T): T {
  if (Array.isArray(value)) {
    return value.map(withoutNulls) as T;
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== null && item !== undefined)
      .map(([key, item]) => [key, withoutNulls<unknown>(item)]),
  ) as T;
}

/** JSON with keys in order, so that equal data gives equal text. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    typeof item === "object" && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  );
}
