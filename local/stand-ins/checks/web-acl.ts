import { Problem } from "../types/type-entry";
import { Values, asList, asText, asValues, at, hasUnknown } from "../values";

/** Capacity units of AWS's rule groups that are known here. */
export const MANAGED_GROUPS: Readonly<Record<string, number | undefined>> = {
  AWSManagedRulesAdminProtectionRuleSet: 100,
  AWSManagedRulesAmazonIpReputationList: 25,
  AWSManagedRulesAnonymousIpList: 50,
  AWSManagedRulesCommonRuleSet: 700,
  AWSManagedRulesKnownBadInputsRuleSet: 200,
  AWSManagedRulesLinuxRuleSet: 200,
  AWSManagedRulesSQLiRuleSet: 200,
  AWSManagedRulesUnixRuleSet: 100,
};

/** Capacity units that a web ACL takes. */
const MAX_CAPACITY = 5000;
const WINDOWS = [60, 120, 300, 600];

/**
 * Capacity units that the rules take: those of the groups, 2 a rate limit, 2 a comparison of a text's
 * beginning, end or whole (10 of its middle) and 10 a transformation of it before.
 */
export function capacityOf(rules: unknown): number {
  return asList(rules).reduce<number>((sum, rule) => {
    const group = asText(at(asValues(rule), "statement.managedRuleGroupStatement.name"));
    const rate = at(asValues(rule), "statement.rateBasedStatement") === undefined ? 0 : 2;
    return sum + (MANAGED_GROUPS[group] ?? 0) + rate + comparisonsIn(rule);
  }, 0);
}

function comparisonsIn(value: unknown): number {
  if (typeof value !== "object" || value === null) {
    return 0;
  }
  const { positionalConstraint, textTransformations } = asValues(value);
  const own =
    positionalConstraint === undefined
      ? 0
      : (asText(positionalConstraint).startsWith("CONTAINS") ? 10 : 2) +
        10 * asList(textTransformations).length;
  return Object.values(value).reduce<number>((sum, item) => sum + comparisonsIn(item), own);
}

/** Rules differ in name and priority, each does one thing, and all fit in the capacity. */
export function webAclRulesFit(inputs: Values): Problem[] {
  if (hasUnknown(inputs.rules)) {
    return [];
  }
  const rules = asList(inputs.rules).map(asValues);
  const bodies = asList(inputs.customResponseBodies).map(body => asText(asValues(body).key));
  const problems = [
    ...(["name", "priority"] as const).flatMap(property => twice(rules, property)),
    ...rules.flatMap(rule =>
      ruleProblems(rule, bodies).map(problem => `${asText(rule.name)}: ${problem}`),
    ),
    ...(capacityOf(rules) <= MAX_CAPACITY
      ? []
      : [
          `WAFLimitsExceededException: the rules take ${capacityOf(rules)} WCUs of ${MAX_CAPACITY}`,
        ]),
  ];
  return problems.map(reason => ({ property: "rules", reason }));
}

function twice(rules: readonly Values[], property: string): string[] {
  const values = rules.map(rule => asText(rule[property]));
  return values
    .filter((value, i) => values.indexOf(value) < i)
    .map(value => `WAFInvalidParameterException: two rules have the ${property} ${value}`);
}

function ruleProblems({ name, action, overrideAction, statement }: Values, bodies: string[]) {
  const isGroup = at(asValues(statement), "managedRuleGroupStatement") !== undefined;
  const given = isGroup ? overrideAction : action;
  const other = isGroup ? action : overrideAction;
  return [
    ...(/^[\w-]{1,128}$/.test(asText(name)) ? [] : ["1 to 128 letters, digits, _ and -"]),
    ...(Object.keys(asValues(given)).length === 1 && other === undefined
      ? []
      : [`give exactly one ${isGroup ? "overrideAction, for a rule group" : "action"}`]),
    ...Object.values(asValues(action)).flatMap(each =>
      responseProblems(asValues(asValues(each).customResponse), bodies),
    ),
    ...statementProblems(asValues(statement)),
  ];
}

function responseProblems(response: Values, bodies: string[]): string[] {
  const key = asText(response.customResponseBodyKey);
  const code = Number(response.responseCode ?? 403);
  const headers = asList(response.responseHeaders).map(header => asText(asValues(header).name));
  return [
    ...(key === "" || bodies.includes(key) ? [] : [`there is no custom response body "${key}"`]),
    ...(Number.isInteger(code) && code >= 200 && code <= 599
      ? []
      : [`the response code ${code} is not valid; use 200 to 599`]),
    ...headers
      .filter(header => header.toLowerCase() === "content-type")
      .map(header => `the response header ${header} is not allowed`),
  ];
}

function statementProblems({ rateBasedStatement, managedRuleGroupStatement }: Values): string[] {
  if (managedRuleGroupStatement !== undefined) {
    const { name, vendorName } = asValues(managedRuleGroupStatement);
    return vendorName === "AWS" && MANAGED_GROUPS[asText(name)] === undefined
      ? [`WAFNonexistentItemException: AWS has no rule group ${asText(name)}`]
      : [];
  }
  if (rateBasedStatement === undefined) {
    return [];
  }
  const { limit, evaluationWindowSec = 300, scopeDownStatement } = asValues(rateBasedStatement);
  return [
    ...(Number(limit) >= 10 && Number(limit) <= 2_000_000_000
      ? []
      : [`the limit ${asText(limit)} is not valid; use 10 to 2000000000`]),
    ...(WINDOWS.includes(Number(evaluationWindowSec))
      ? []
      : [`evaluationWindowSec is ${asText(evaluationWindowSec)}; use ${WINDOWS.join(", ")}`]),
    ...nestedProblems(scopeDownStatement),
  ];
}

/** `and` and `or` join two statements at least, and text is compared after one transformation at least. */
function nestedProblems(statement: unknown): string[] {
  const { andStatement, orStatement, notStatement, byteMatchStatement } = asValues(statement);
  const joined = [andStatement, orStatement].filter(each => each !== undefined).map(asValues);
  return [
    ...joined
      .filter(({ statements }) => asList(statements).length < 2)
      .map(() => "and and or take two statements at least"),
    ...joined.flatMap(({ statements }) => asList(statements).flatMap(nestedProblems)),
    ...(notStatement === undefined ? [] : nestedProblems(asValues(notStatement).statement)),
    ...(byteMatchStatement !== undefined &&
    asList(asValues(byteMatchStatement).textTransformations).length === 0
      ? ["a byte match takes one text transformation at least"]
      : []),
  ];
}
