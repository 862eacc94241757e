/** Whom a statement of a resource or trust policy is about. */
export interface Principal {
  /** `AWS`, `Service`, `Federated` or `CanonicalUser`. */
  kind: string;
  /** ARN, account id, service name or `*`. */
  value: string;
}

/** One operator and key of a Condition block, both in lower case as IAM compares them. */
export interface Condition {
  operator: string;
  key: string;
  values: readonly string[];
}

/** A policy statement in one form, whichever of IAM's spellings it came in. */
export interface Statement {
  /** The statement in messages: `statement "Sid"`, or by its place from 1. */
  label: string;
  /** `allow` or `deny`. */
  effect: string;
  /** Action patterns in lower case. */
  actions: readonly string[];
  notActions: readonly string[];
  resources: readonly string[];
  notResources: readonly string[];
  principals: readonly Principal[];
  notPrincipals: readonly Principal[];
  conditions: readonly Condition[];
}

/** Says that a policy document is not one. The message names the fault, never the content. */
export class DocumentError extends Error {}

/**
 * Statements of a policy document, given as JSON text or as an object. Throws {@link DocumentError}
 * when it is neither.
 */
export function parseDocument(document: unknown): Statement[] {
  const root = typeof document === "string" ? parseJson(document) : document;
  const statements = listOf(element(asObject(root, "the document"), "Statement"));
  return statements.map((statement, index) =>
    normalize(asObject(statement, `statement ${index + 1}`), index),
  );
}

/** JSON text as an object; throws {@link DocumentError} without quoting the text. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new DocumentError("it is not JSON");
  }
}

/** A value or an array of them, as IAM lets one write either. */
export function listOf(value: unknown): unknown[] {
  if (value === undefined || value === null) {
    return [];
  }
  return Array.isArray(value) ? value : [value];
}

/** A member by IAM's name for it, in any case: IAM documents are written both ways. */
export function element(object: object, name: string): unknown {
  const members = object as Record<string, unknown>;
  const key = Object.keys(members).find(k => k.toLowerCase() === name.toLowerCase());
  return key === undefined ? undefined : members[key];
}

/** An object, or a {@link DocumentError} that names what should have been one. */
export function asObject(value: unknown, what: string): object {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new DocumentError(`${what} is not an object`);
  }
  return value;
}

function normalize(statement: object, index: number): Statement {
  const strings = (name: string) => listOf(element(statement, name)).map(String);
  const sid = element(statement, "Sid");
  return {
    label: typeof sid === "string" && sid !== "" ? `statement "${sid}"` : `statement ${index + 1}`,
    effect: strings("Effect").join().toLowerCase(),
    actions: strings("Action").map(action => action.toLowerCase()),
    notActions: strings("NotAction").map(action => action.toLowerCase()),
    resources: strings("Resource"),
    notResources: strings("NotResource"),
    principals: principals(element(statement, "Principal")),
    notPrincipals: principals(element(statement, "NotPrincipal")),
    conditions: conditions(element(statement, "Condition")),
  };
}

/** `"*"` means `{ "AWS": "*" }`. */
function principals(value: unknown): Principal[] {
  if (typeof value !== "object" || value === null) {
    return listOf(value).map(principal => ({ kind: "AWS", value: String(principal) }));
  }
  return Object.entries(value).flatMap(([kind, values]) =>
    listOf(values).map(principal => ({ kind, value: String(principal) })),
  );
}

function conditions(block: unknown): Condition[] {
  if (block === undefined || block === null) {
    return [];
  }
  return Object.entries(asObject(block, "a Condition")).flatMap(([operator, tests]) =>
    Object.entries(asObject(tests, "a condition operator")).map(([key, values]) => ({
      operator: operator.toLowerCase(),
      key: key.toLowerCase(),
      values: listOf(values).map(String),
    })),
  );
}
