import { Check } from "../types/type-entry";
import { Values, asList, asText, asValues, canonicalJson, isUnknown } from "../values";

/** One statement of an IAM document, as written. */
export type Statement = Values;

/** What a kind of policy document may be. */
export interface DocumentRules {
  /** Longest document, without white space. */
  max: number;
  /** Who it applies to: the role that holds it, or those it names itself. */
  kind: "identity" | "resource" | "trust";
}

/** The document is an IAM policy of its kind and size. */
export function policyDocument(property: string, rules: DocumentRules): Check {
  return inputs => {
    const text = inputs[property];
    if (typeof text !== "string" || isUnknown(text)) {
      return [];
    }
    return documentProblems(text, rules).map(reason => ({ property, reason }));
  };
}

/** What AWS would refuse in a policy document. */
function documentProblems(text: string, rules: DocumentRules): string[] {
  let document: Values;
  try {
    document = asValues(JSON.parse(text));
  } catch (error) {
    return [`MalformedPolicyDocument: not JSON: ${(error as Error).message}`];
  }
  const size = JSON.stringify(document).length;
  const problems = size > rules.max ? [`LimitExceeded: ${size} characters of ${rules.max}`] : [];
  if (!["2012-10-17", "2008-10-17", undefined].includes(document.Version as string)) {
    problems.push(
      `MalformedPolicyDocument: Version is ${asText(document.Version)}; use 2012-10-17`,
    );
  }
  const statements = statementsOf(text);
  if (statements.length === 0) {
    problems.push("MalformedPolicyDocument: it has no Statement");
  }
  const sids = statements.map(s => asText(s.Sid)).filter(sid => sid !== "");
  if (new Set(sids).size < sids.length) {
    problems.push(`MalformedPolicyDocument: a Sid is there twice: ${sids.join(", ")}`);
  }
  return [...problems, ...statements.flatMap(s => statementProblems(s, rules))];
}

function statementProblems(statement: Statement, { kind }: DocumentRules): string[] {
  const where = statement.Sid === undefined ? "a statement" : `statement ${asText(statement.Sid)}`;
  const has = (...keys: string[]) => keys.some(key => statement[key] !== undefined);
  const problems: string[] = [];
  if (!["Allow", "Deny"].includes(asText(statement.Effect))) {
    problems.push(`Effect is "${asText(statement.Effect)}"; use Allow or Deny`);
  }
  if (!has("Action", "NotAction")) {
    problems.push("it has no Action");
  }
  if (kind === "trust" && has("Resource", "NotResource")) {
    problems.push("a trust policy names no Resource");
  }
  if (kind === "identity" && !has("Resource", "NotResource")) {
    problems.push("it has no Resource");
  }
  if (kind === "identity" && has("Principal", "NotPrincipal")) {
    problems.push("a role's own policy names no Principal");
  }
  if (kind !== "identity" && !has("Principal", "NotPrincipal")) {
    problems.push("it has no Principal");
  }
  const sid = asText(statement.Sid);
  if (kind === "identity" && !/^[A-Za-z0-9]*$/.test(sid)) {
    problems.push("a Sid takes letters and digits");
  }
  for (const action of listOf(statement.Action)) {
    if (action !== "*" && !/^[a-zA-Z0-9-]+:[a-zA-Z0-9*?]+$/.test(action)) {
      problems.push(`"${action}" is not service:action`);
    }
  }
  return problems.map(problem => `MalformedPolicyDocument: ${where}: ${problem}`);
}

/** The statements of a document; none of one that is not JSON. */
export function statementsOf(text: string): Statement[] {
  try {
    const { Statement } = asValues(JSON.parse(text));
    return (Array.isArray(Statement) ? asList(Statement) : [Statement])
      .map(asValues)
      .filter(statement => Object.keys(statement).length > 0);
  } catch {
    return [];
  }
}

/** A text or list of texts, as a list. */
export function listOf(value: unknown): string[] {
  return (Array.isArray(value) ? asList(value) : [value]).map(asText).filter(item => item !== "");
}

/** Whether an IAM pattern with `*` and `?` covers the text. */
export function covers(pattern: string, text: string): boolean {
  const expression = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replace(/\*/g, ".*")
    .replace(/\?/g, ".");
  return new RegExp(`^${expression}$`, "i").test(text);
}

/**
 * A JSON document by meaning, as IAM reads it: one item is the same as a list of it, lists have no
 * order, and spaces and the order of keys do not count.
 */
export function policyMeaning(document: unknown): unknown {
  try {
    return meaning(JSON.parse(asText(document)));
  } catch {
    return document;
  }
}

function meaning(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = asList(value).map(meaning);
    const sorted = items.sort((a, b) => (canonicalJson(a) < canonicalJson(b) ? -1 : 1));
    return sorted.length === 1 ? sorted[0] : sorted;
  }
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, meaning(item)]));
  }
  return typeof value === "boolean" ? String(value) : value;
}
