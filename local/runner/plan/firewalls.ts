import { z } from "zod";
import { RunError } from "../errors";
import type { RateRule, Statement } from "../gateway/types";
import { webAcl, webAclAssociation } from "./resources";
import type { State } from "./state";

type Acl = z.infer<typeof webAcl>;
type AclRule = NonNullable<Acl["rules"]>[number];

const contentTypes: Record<string, string> = {
  TEXT_PLAIN: "text/plain",
  TEXT_HTML: "text/html",
  APPLICATION_JSON: "application/json",
};

/** AWS WAF's own window. */
const defaultWindowSeconds = 300;

const transformation = z.enum(["NONE", "LOWERCASE", "URL_DECODE", "NORMALIZE_PATH"]);
const byteMatch = z.object({
  fieldToMatch: z.strictObject({ uriPath: z.looseObject({}) }),
  positionalConstraint: z.enum(["STARTS_WITH", "ENDS_WITH", "CONTAINS", "EXACTLY"]),
  searchString: z.string(),
  textTransformations: z.array(z.object({ priority: z.number(), type: transformation })),
});
const nested = z.object({
  statement: z.unknown().optional(),
  statements: z.array(z.unknown()).nullish(),
});
const statement = z.object({
  byteMatchStatement: byteMatch.nullish(),
  andStatement: nested.nullish(),
  orStatement: nested.nullish(),
  notStatement: nested.nullish(),
});

/**
 * Reads the limits of the firewalls that stand before load balancers. What a firewall does besides is
 * said through `note`: AWS's own rule groups are not to be had outside of AWS.
 */
export function rateRulesReader(
  state: State,
  note: (line: string) => void,
): (balancerArn: string) => RateRule[] {
  const acls = state.all("aws:wafv2/webAcl:WebAcl", webAcl);
  const links = state.all("aws:wafv2/webAclAssociation:WebAclAssociation", webAclAssociation);
  return balancerArn => {
    const link = links.find(({ props }) => props.resourceArn === balancerArn);
    const acl = link && acls.find(({ props }) => props.arn === link.props.webAclArn);
    const rules = [...(acl?.props.rules ?? [])].sort((a, b) => a.priority - b.priority);
    const left: string[] = [];
    const played = rules.flatMap(rule => {
      const read = acl && readRule(rule, acl.props, `${acl.label}: rule ${rule.name}`);
      if (!read) {
        left.push(rule.statement.managedRuleGroupStatement?.name ?? rule.name);
      }
      return read ?? [];
    });
    if (acl && left.length > 0) {
      note(`rules of the firewall ${acl.name} that are not played here: ${left.join(", ")}`);
    }
    return played;
  };
}

/** A limit by address that blocks; undefined for any other rule. */
function readRule(rule: AclRule, acl: Acl, label: string): RateRule | undefined {
  const rate = rule.statement.rateBasedStatement;
  const block = rule.action?.block;
  if (!rate || !block || rate.aggregateKeyType !== "IP") {
    return undefined;
  }
  const { scopeDownStatement: scope, limit, evaluationWindowSec } = rate;
  return {
    name: rule.name,
    limit,
    windowSeconds: evaluationWindowSec ?? defaultWindowSeconds,
    scope: isGiven(scope) ? toStatement(scope, label) : undefined,
    answer: answerOf(block.customResponse, acl, label),
  };
}

function answerOf(
  custom: NonNullable<NonNullable<AclRule["action"]>["block"]>["customResponse"],
  acl: Acl,
  label: string,
): RateRule["answer"] {
  const key = custom?.customResponseBodyKey;
  const body = acl.customResponseBodies?.find(one => one.key === key);
  if (key && !body) {
    throw new RunError(`${label}: its answer ${key} is not among customResponseBodies`);
  }
  const type: [string, string][] = body
    ? [["Content-Type", contentTypes[body.contentType] ?? "text/plain"]]
    : [];
  return {
    statusCode: custom?.responseCode ?? 403,
    headers: [
      ...type,
      ...(custom?.responseHeaders ?? []).map(({ name, value }): [string, string] => [name, value]),
    ],
    body: body?.content ?? "",
  };
}

/** @throws RunError for what is not played here: anything but paths, and what is made of them. */
function toStatement(value: unknown, label: string): Statement {
  const read = statement.safeParse(value);
  if (!read.success) {
    const [issue] = read.error.issues;
    throw new RunError(`${label}: ${issue.path.join(".")}: ${issue.message}`);
  }
  const { byteMatchStatement: bytes, andStatement, orStatement, notStatement } = read.data;
  const parts = ({ statement: one, statements }: z.infer<typeof nested>) =>
    [...(statements ?? []), ...(isGiven(one) ? [one] : [])].map(part => toStatement(part, label));
  if (bytes) {
    const { positionalConstraint: position, searchString: text, textTransformations } = bytes;
    const transformations = [...textTransformations]
      .sort((a, b) => a.priority - b.priority)
      .map(({ type }) => type);
    return { kind: "path", position, text, transformations };
  }
  if (andStatement) {
    return { kind: "all", parts: parts(andStatement) };
  }
  if (orStatement) {
    return { kind: "any", parts: parts(orStatement) };
  }
  if (notStatement) {
    return { kind: "none", parts: parts(notStatement) };
  }
  throw new RunError(`${label}: only paths, and, or and not are played here as its scope`);
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}
