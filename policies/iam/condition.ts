import type { Condition, Statement } from "./document";
import { hasWildcard, isWildcard } from "./glob";

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

const ALIAS_KEYS = new Set(["kms:resourcealiases", "kms:requestalias"]);

/**
 * Whether a condition narrows: a positive operator, with values that say something. `…IfExists`,
 * negations, `Null` and `ForAllValues:` hold when the key is absent, so they narrow nothing.
 */
export function narrows({ operator, values }: Condition): boolean {
  const bare = operator.replace(/^foranyvalue:/, "");
  return POSITIVE.has(bare) && values.length > 0 && !values.some(isWildcard);
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
  const arns = allowedValues(statement, "aws:sourcearn");
  return (
    isNarrowedBy(statement, "aws:sourceaccount", "aws:sourceorgid", "aws:sourceorgpaths") ||
    (arns.length > 0 && arns.every(arn => !hasWildcard(arn.split(":")[4] ?? "*")))
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
      RESOURCE_KEYS.has(condition.key) || /^[a-z0-9-]+:(resource|request)tag\//.test(condition.key)
    );
  });
}
