import { isBroadArn } from "./arn";
import type { Condition, Statement } from "./document";
import { hasWildcard } from "./glob";

/** Operators that hold only when the key is there and its value is one of those listed. */
const POSITIVE = new Set([
  "stringequals",
  "stringequalsignorecase",
  "stringlike",
  "arnequals",
  "arnlike",
]);

/** Keys whose value says which resource a call is about. */
const RESOURCE_KEYS = new Set([
  "cloudwatch:namespace",
  "ec2:subnet",
  "ec2:vpc",
  "ecs:cluster",
  "ecs:service",
  "ecs:task",
  "elasticfilesystem:accesspointarn",
  "iam:awsservicename",
  "secretsmanager:secretid",
  "servicediscovery:namespacearn",
  "servicediscovery:servicearn",
]);

/** Keys whose value names one account, organization, endpoint or service: with a wildcard it names many. */
const EXACT_KEYS = new Set([
  "aws:principalaccount",
  "aws:principalorgid",
  "aws:resourceaccount",
  "aws:resourceorgid",
  "aws:sourceaccount",
  "aws:sourceorgid",
  "aws:sourcevpc",
  "aws:sourcevpce",
  "iam:awsservicename",
  "kms:calleraccount",
  "s3:dataaccesspointaccount",
  "saml:aud",
  "sts:externalid",
]);

/** Keys whose value begins with the name of an organization or a role, and with what ends it. */
const HEADS: Readonly<Record<string, string | undefined>> = {
  "aws:principalorgpaths": "/",
  "aws:resourceorgpaths": "/",
  "aws:sourceorgpaths": "/",
  "aws:userid": ":",
};

/** Keys whose value is an ARN that says whose something is. */
const ARN_KEYS = new Set([
  "aws:principalarn",
  "aws:sourcearn",
  "iam:permissionsboundary",
  "s3:dataaccesspointarn",
]);

const ALIAS_KEYS = new Set(["kms:resourcealiases", "kms:requestalias"]);

/**
 * Whether a condition narrows: a positive operator, with values that say something. `…IfExists`,
 * negations, `Null` and `ForAllValues:` hold when the key is absent, so they narrow nothing.
 */
export function narrows({ operator, key, values }: Condition): boolean {
  const bare = operator.replace(/^foranyvalue:/, "");
  return POSITIVE.has(bare) && values.length > 0 && values.every(value => says(key, value));
}

/** Whether a value of a key tells some requests from others: not `*`, nor the key itself, nor anyone's ARN. */
function says(key: string, value: string): boolean {
  if (/^[*?]+$/.test(value) || value.toLowerCase().includes(`\${${key}`)) {
    return false;
  }
  if (EXACT_KEYS.has(key)) {
    return !hasWildcard(value);
  }
  if (ARN_KEYS.has(key)) {
    return namesOwner(value);
  }
  const end = HEADS[key];
  return end === undefined || !hasWildcard(value.split(end)[0]);
}

/** Whether an ARN names an account or, where its kind has none in it, a resource. */
function namesOwner(arn: string): boolean {
  const [, , , , account, ...rest] = arn.split(":");
  if (rest.length === 0) {
    return !hasWildcard(arn);
  }
  return account === "" ? !isBroadArn(arn) : !hasWildcard(account);
}

/** Values that a narrowing condition of the statement allows for one of the keys, in lower case. */
export function allowedValues(statement: Statement, ...keys: readonly string[]): string[] {
  return statement.conditions
    .filter(condition => keys.includes(condition.key) && narrows(condition))
    .flatMap(condition => condition.values);
}

/** Whether a narrowing condition of the statement is on one of the keys, in lower case. */
export function isNarrowedBy(statement: Statement, ...keys: readonly string[]): boolean {
  return allowedValues(statement, ...keys).length > 0;
}

/** Whether a statement for a service says on whose behalf: an aws:SourceArn counts when it names the account. */
export function namesSource(statement: Statement): boolean {
  return isNarrowedBy(
    statement,
    "aws:sourceaccount",
    "aws:sourcearn",
    "aws:sourceorgid",
    "aws:sourceorgpaths",
  );
}

/**
 * Whether a condition ties the statement to certain resources, as an ARN would: by tag, by cluster, by
 * the full alias of a KMS key. Who calls, from where or through which service does not.
 */
export function isScopedByCondition(statement: Statement): boolean {
  return statement.conditions.some(condition => {
    if (!narrows(condition)) {
      return false;
    }
    if (ALIAS_KEYS.has(condition.key)) {
      return condition.values.every(alias => /^alias\/./.test(alias) && !hasWildcard(alias));
    }
    return (
      (RESOURCE_KEYS.has(condition.key) &&
        !condition.values.some(value => value.startsWith("arn:") && isBroadArn(value))) ||
      /^[a-z0-9-]+:(resource|request)tag\//.test(condition.key)
    );
  });
}
