import type { ReportViolation, ResourceValidation } from "@pulumi/policy";

import { peek, UNKNOWN } from "../known";
import { finding, onTypes } from "../resource";
import { DocumentError, parseDocument, Statement } from "./document";
import { isWildcard } from "./glob";

/** Types that hold an identity policy: what a role, user or group may do. */
export const IDENTITY_TYPES = [
  "aws:iam/role:Role",
  "aws:iam/policy:Policy",
  "aws:iam/rolePolicy:RolePolicy",
  "aws:iam/groupPolicy:GroupPolicy",
  "aws:iam/userPolicy:UserPolicy",
];

/** Properties of a resource that hold policy documents, in the order they are judged. */
export interface PolicyProps {
  policy?: unknown;
  policyDocument?: unknown;
  assumeRolePolicy?: unknown;
  inlinePolicies?: readonly { policy?: unknown }[];
}

/** A problem with one statement: an id for exemptions, and the rest of the sentence. */
export interface Finding {
  id: string;
  problem: string;
}

/** Finds what is wrong with one statement. */
export type StatementCheck = (statement: Statement) => readonly Finding[];

/** A document of a resource and where it is. Reading one that is not known yet throws. */
export interface FoundDocument {
  path: string;
  read: () => unknown;
}

/**
 * Checks the Allow statements of identity policies. A statement that allows everything is one finding,
 * of iam-policy-no-admin-statement: the other rules leave it out and see the rest.
 */
export function onIdentityStatements(check: StatementCheck): ResourceValidation {
  return onAllowStatements(IDENTITY_TYPES, identityDocuments, statement =>
    isAdminStatement(statement) ? [] : check(statement),
  );
}

/** Checks the Allow statements of the trust policies of roles. */
export function onTrustStatements(check: StatementCheck): ResourceValidation {
  return onAllowStatements(["aws:iam/role:Role"], trustDocuments, check);
}

/** Checks the Allow statements of the documents that `find` gives, on resources of some types. */
export function onAllowStatements(
  types: readonly string[],
  find: (props: PolicyProps, type: string) => readonly FoundDocument[],
  check: StatementCheck,
): ResourceValidation {
  return onTypes<PolicyProps>(types, (props, report, { type }) => {
    for (const found of find(props, type)) {
      reportFindings(found, check, report);
    }
  });
}

/** The identity policies of a resource: the inline policies of a role, or `policy`. */
export function identityDocuments(props: PolicyProps): FoundDocument[] {
  const inline = peek(() => props.inlinePolicies);
  if (inline === UNKNOWN) {
    return [{ path: "inlinePolicies", read: () => props.inlinePolicies }];
  }
  return [
    ...Array.from({ length: inline?.length ?? 0 }, (_, index) => ({
      path: `inlinePolicies[${index}].policy`,
      read: () => inline?.[index].policy,
    })),
    { path: "policy", read: () => props.policy },
  ];
}

/** The trust policy of a role. */
export function trustDocuments(props: PolicyProps): FoundDocument[] {
  return [{ path: "assumeRolePolicy", read: () => props.assumeRolePolicy }];
}

/** Whether a statement allows every action on every resource. */
export function isAdminStatement({ actions, resources }: Statement): boolean {
  return actions.some(isEveryAction) && resources.some(isWildcard);
}

/** Whether an action pattern stands for every action of every service. */
export function isEveryAction(action: string): boolean {
  return isWildcard(action) || /^[*?]*\*[*?]*:[*?]*\*[*?]*$/.test(action);
}

/**
 * Statements of a document; none of one that is missing, no document or not known yet. Of these
 * iam-policy-valid-document speaks, once, and not every rule.
 */
export function statementsOf(read: () => unknown): Statement[] {
  try {
    return parseDocument(peek(read));
  } catch (error) {
    if (error instanceof DocumentError) {
      return [];
    }
    throw error;
  }
}

function reportFindings(
  { path, read }: FoundDocument,
  check: StatementCheck,
  report: ReportViolation,
): void {
  for (const statement of statementsOf(read)) {
    if (statement.effect === "allow") {
      for (const { id, problem } of check(statement)) {
        report(finding(id, `${path}: ${statement.label} ${problem}`));
      }
    }
  }
}
