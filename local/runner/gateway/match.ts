import { BlockList, isIPv6 } from "node:net";
import type { Action, Condition, Rule } from "./types";
import { matchesWildcard } from "./wildcard";

/** What the rules look at. */
export interface RequestFacts {
  method: string;
  /** As the client wrote it: path and query, percent-encoding untouched. */
  target: string;
  /** Host header; its port does not count. */
  host: string;
  headers: Record<string, string | string[] | undefined>;
  sourceIp: string;
}

/** The action for a request: that of the first rule whose conditions all hold, or the default. */
export function chooseAction(request: RequestFacts, rules: Rule[], defaultAction: Action): Action {
  return chooseRule(request, rules)?.action ?? defaultAction;
}

/** The first rule whose conditions all hold. */
export function chooseRule(request: RequestFacts, rules: Rule[]): Rule | undefined {
  return rules.find(({ conditions }) => conditions.every(one => holds(one, request)));
}

/** Whether a condition holds. Paths and methods mind case; hosts, headers and queries do not. */
export function holds(condition: Condition, request: RequestFacts): boolean {
  switch (condition.field) {
    case "path": {
      const [path] = request.target.split("?", 1);
      return condition.values.some(value => matchesWildcard(value, path));
    }
    case "host":
      return anyCase(condition.values, [hostName(request.host)]);
    case "header":
      return anyCase(
        condition.values,
        [request.headers[condition.header.toLowerCase()] ?? []].flat(),
      );
    case "method":
      return condition.values.includes(request.method);
    case "query":
      return condition.pairs.some(pair => queryHas(request.target, pair));
    case "sourceIp":
      return condition.values.some(range => inRange(request.sourceIp, range));
  }
}

/** A Host header without its port. */
export function hostName(host: string): string {
  return host.replace(/:\d+$/, "");
}

function anyCase(patterns: string[], texts: string[]): boolean {
  return patterns.some(pattern =>
    texts.some(text => matchesWildcard(pattern.toLowerCase(), text.toLowerCase())),
  );
}

/** A pair without a key asks for its value under any key. */
function queryHas(target: string, pair: { key?: string; value: string }): boolean {
  const query = target.slice(target.indexOf("?") + 1);
  if (query === target) {
    return false;
  }
  const fits = (pattern: string, text: string) =>
    matchesWildcard(pattern.toLowerCase(), text.toLowerCase(), true);
  return query.split("&").some(part => {
    const [key, ...rest] = part.split("=");
    return (pair.key === undefined || fits(pair.key, key)) && fits(pair.value, rest.join("="));
  });
}

function inRange(address: string, range: string): boolean {
  const [network, bits] = range.split("/");
  const family = isIPv6(network) ? "ipv6" : "ipv4";
  const list = new BlockList();
  list.addSubnet(network, Number(bits), family);
  return list.check(address, isIPv6(address) ? "ipv6" : "ipv4");
}
