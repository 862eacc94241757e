import { z } from "zod";

/** What was checked. */
export interface Checked {
  values: unknown;
  /** The shape that it should have. */
  schema: z.ZodObject;
  /** Where it stands in the settings, as keys; nothing for the settings themselves. */
  within?: readonly string[];
}

/** One line for one of zod's findings: the key, what it got, what it takes. */
export function explain(
  issue: z.core.$ZodIssue,
  { values, schema, within = [] }: Checked,
): string[] {
  const path = [...within, ...issue.path].join(".");
  if (issue.code === "unrecognized_keys") {
    const known = keysAt(schema, issue.path);
    return issue.keys.map(
      key =>
        `${path === "" ? "" : `${path}.`}${key}: unknown; ${known.length > 0 ? `use ${known.join(", ")}` : "there is none"}`,
    );
  }
  const got = issue.path.reduce<unknown>(
    (value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key],
    values,
  );
  return [`${path}: ${show(got, issue.path)}; use ${wanted(issue)}`];
}

/** The keys that a map within a shape takes. */
function keysAt(schema: z.core.$ZodType, path: readonly PropertyKey[]): string[] {
  let at = bare(schema);
  for (const key of path) {
    at = bare(
      at instanceof z.ZodRecord
        ? (at as z.ZodRecord<z.ZodString, z.ZodType>).valueType
        : (at as z.ZodObject<Record<string, z.ZodType>>).shape[String(key)],
    );
  }
  return Object.keys((at as z.ZodObject).shape);
}

/** A type without what makes it optional or gives it a default. */
function bare(schema: z.core.$ZodType): z.core.$ZodType {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodDefault
    ? bare(schema.unwrap())
    : schema;
}

/** What a key got; of maps, and of what may be secret, no more than that. */
function show(got: unknown, path: PropertyKey[]): string {
  if (got === undefined) {
    return "not set";
  }
  if (/password|secret|token/i.test(String(path.at(-1)))) {
    return "got something else";
  }
  return typeof got === "object" && !Array.isArray(got)
    ? "got a map"
    : `got ${JSON.stringify(got)}`;
}

const NAMES_OF_TYPES: Readonly<Record<string, string>> = {
  array: "a list",
  object: "a map",
  record: "a map",
};

function wanted(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "invalid_value":
      return issue.values.join(", ");
    case "invalid_type":
      return NAMES_OF_TYPES[issue.expected] ?? `a ${issue.expected}`;
    case "too_small":
      return `at least ${issue.minimum}`;
    case "too_big":
      return `at most ${issue.maximum}`;
    case "invalid_format":
      return issue.format === "email" ? "an e-mail address" : issue.message;
    default:
      return issue.message;
  }
}
