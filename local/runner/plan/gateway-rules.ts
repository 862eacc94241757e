import { messageOf } from "../../errors";
import { RunError } from "../errors";
import type { Action, Condition, Rewrite, Rule } from "../gateway/types";
import type { DeployedAction, DeployedCondition, DeployedTransform } from "./resources";

/**
 * What a listener or rule does in the end. Its actions end in exactly one forward, redirect or
 * fixed response.
 *
 * @throws RunError for actions that are not run here: sign-in at an identity provider.
 */
export function toAction(
  actions: DeployedAction[],
  label: string,
  note: (line: string) => void,
): Action {
  if (actions.some(({ type }) => type === "jwt-validation")) {
    return unchecked(label, note);
  }
  const other = actions.find(
    ({ type }) => !["forward", "redirect", "fixed-response"].includes(type),
  );
  if (other) {
    throw new RunError(`${label}: an action of type ${other.type} is not run here`);
  }
  const [action] = actions;
  if (actions.length !== 1) {
    throw new RunError(`${label}: has ${actions.length} actions; it takes one`);
  }
  switch (action.type) {
    case "forward":
      return forward(action, label);
    case "redirect":
      return redirect(action, label);
    default:
      return fixedResponse(action, label);
  }
}

/** A token that nobody checks must not pass for one that was. */
function unchecked(label: string, note: (line: string) => void): Action {
  const message = "This rule checks tokens (jwt-validation), which is not done here.";
  note(`${label}: checks tokens (jwt-validation), which is not done here: it answers 501`);
  return {
    type: "fixed-response",
    statusCode: 501,
    contentType: "application/json",
    body: JSON.stringify({ error: { code: "NOT_IMPLEMENTED", message } }),
  };
}

function forward(action: DeployedAction, label: string): Action {
  const single = action.targetGroupArn ? [{ arn: action.targetGroupArn, weight: 1 }] : [];
  const groups = action.forward?.targetGroups ?? single;
  const targetGroups = groups.map(({ arn, weight }) => ({ arn, weight: weight ?? 1 }));
  if (targetGroups.length === 0) {
    throw new RunError(`${label}: forwards to no target group`);
  }
  return { type: "forward", targetGroups };
}

/**
 * What a rule makes of a request.
 *
 * @throws RunError for a pattern that is none.
 */
export function toRewrite(transforms: DeployedTransform[], label: string): Rule["rewrite"] {
  const of = (type: string): Rewrite | undefined => {
    const found = transforms.find(transform => transform.type === type);
    const config = found?.urlRewriteConfig ?? found?.hostHeaderRewriteConfig;
    if (found && !config?.rewrite) {
      throw new RunError(`${label}: a transform of type ${type} without its rewrite`);
    }
    return config?.rewrite && checked(config.rewrite, label);
  };
  const [url, host] = [of("url-rewrite"), of("host-header-rewrite")];
  return url || host ? { url, host } : undefined;
}

function checked(rewrite: Rewrite, label: string): Rewrite {
  try {
    new RegExp(rewrite.regex);
  } catch (error) {
    throw new RunError(`${label}: ${messageOf(error)}`);
  }
  return rewrite;
}

function redirect({ redirect: to }: DeployedAction, label: string): Action {
  if (!to) {
    throw new RunError(`${label}: a redirect without its redirect block`);
  }
  return {
    type: "redirect",
    statusCode: to.statusCode === "HTTP_301" ? 301 : 302,
    protocol: to.protocol ?? "#{protocol}",
    host: to.host ?? "#{host}",
    port: to.port ?? "#{port}",
    path: to.path ?? "/#{path}",
    query: to.query ?? "#{query}",
  };
}

function fixedResponse({ fixedResponse: answer }: DeployedAction, label: string): Action {
  if (!answer) {
    throw new RunError(`${label}: a fixed response without its fixedResponse block`);
  }
  return {
    type: "fixed-response",
    statusCode: answer.statusCode ?? 200,
    contentType: answer.contentType,
    body: answer.messageBody ?? "",
  };
}

/**
 * What a rule asks of a request. All of them must hold.
 *
 * @throws RunError for conditions that are not run here: regular expressions.
 */
export function toConditions(conditions: DeployedCondition[], label: string): Condition[] {
  return conditions.map((condition, index) =>
    toCondition(condition, `${label}: conditions.${index}`),
  );
}

function toCondition(condition: DeployedCondition, label: string): Condition {
  const { pathPattern, hostHeader, httpHeader, httpRequestMethod, queryStrings, sourceIp } =
    condition;
  if ([pathPattern, hostHeader, httpHeader].some(part => part?.regexValues?.length)) {
    throw new RunError(`${label}: regexValues are not run here; use values`);
  }
  if (pathPattern) {
    return { field: "path", values: pathPattern.values ?? [] };
  }
  if (hostHeader) {
    return { field: "host", values: hostHeader.values ?? [] };
  }
  if (httpHeader) {
    return { field: "header", header: httpHeader.httpHeaderName, values: httpHeader.values ?? [] };
  }
  if (httpRequestMethod) {
    return { field: "method", values: httpRequestMethod.values ?? [] };
  }
  if (sourceIp) {
    return { field: "sourceIp", values: sourceIp.values ?? [] };
  }
  if (queryStrings?.length) {
    const pairs = queryStrings.map(({ key, value }) => ({ key: key ?? undefined, value }));
    return { field: "query", pairs };
  }
  throw new RunError(`${label}: is empty`);
}
