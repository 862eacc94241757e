import type { z } from "zod";

/** One line for one of zod's findings: the key, what it got, what it takes. */
export function explain(
  issue: z.core.$ZodIssue,
  values: Record<string, unknown>,
  knownKeys: Readonly<Record<string, readonly string[]>>,
): string[] {
  if (issue.path[0] === "system") {
    return [];
  }
  if (issue.code === "unrecognized_keys") {
    const where = issue.path.length > 0 ? `${issue.path.join(".")}.` : "";
    const known = knownKeys[String(issue.path[0] ?? "")];
    return issue.keys.map(
      key =>
        `${where}${key}: unknown; ${known.length > 0 ? `use ${known.join(", ")}` : "there is none"}`,
    );
  }
  const got = issue.path.reduce<unknown>(
    (value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key],
    values,
  );
  return [`${issue.path.join(".")}: ${show(got, issue.path)}; use ${wanted(issue)}`];
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
