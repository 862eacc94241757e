import { chooseRule, type RequestFacts } from "../runner/gateway/match";
import { matchesWildcard } from "../runner/gateway/wildcard";
import type { Condition, GatewayPlan, Rule } from "../runner/gateway/types";
import type { ServicePlan } from "../runner/types";

/** A request that a rule is meant for. */
export interface Sample {
  method: string;
  /** Path and query. */
  target: string;
  headers: Record<string, string>;
}

/** What answers a request: a service, or the load balancer itself with a status. */
export type Answerer = { service: string } | { status: number };

/**
 * One request for each path of a rule. Of the paths that a pattern stands for, one that the rule's
 * service knows is taken before its beginning, and that before any other; where none leads to the rule,
 * the pattern's own beginning is given all the same.
 */
export function samplesOf(rule: Rule, gateway: GatewayPlan, services: ServicePlan[]): Sample[] {
  const paths = rule.conditions.flatMap(one => (one.field === "path" ? one.values : []));
  return (paths.length > 0 ? paths : ["/*"]).map(pattern => {
    const samples = candidates(pattern, knownPaths(rule, gateway, services)).map(path =>
      sample(path, rule.conditions),
    );
    return samples.find(one => ruleFor(one, gateway) === rule) ?? samples[0];
  });
}

/** A plain request for a path. */
export function plainSample(path: string): Sample {
  return { method: "GET", target: path, headers: { accept: "application/json" } };
}

/** A request as it is printed. */
export function asText({ method, target, headers }: Sample): string {
  const extra = Object.entries(headers)
    .filter(([name]) => name !== "accept")
    .map(([name, value]) => `, ${name} ${value}`);
  return `${method} ${target}${extra.join("")}`;
}

/** The rule that a request is answered by. */
export function ruleFor(request: Sample, gateway: GatewayPlan): Rule | undefined {
  return chooseRule(facts(request), gateway.rules);
}

/** The rules whose conditions a request meets, the chosen one first. */
export function rulesFor(request: Sample, gateway: GatewayPlan): Rule[] {
  return gateway.rules.filter(rule => chooseRule(facts(request), [rule]) !== undefined);
}

/** Who answers what a rule, or without one the listener, is asked. */
export function answererOf(rule: Rule | undefined, gateway: GatewayPlan): Answerer {
  const action = rule?.action ?? gateway.defaultAction;
  if (action.type !== "forward") {
    return { status: action.statusCode };
  }
  const [heaviest] = [...action.targetGroups].sort((a, b) => b.weight - a.weight);
  const group = gateway.targetGroups.find(({ arn }) => arn === heaviest.arn);
  // Nobody of the group runs here.
  return group?.targets[0] ? { service: group.targets[0].service } : { status: 503 };
}

/** Paths that the service behind a rule is known to answer. */
function knownPaths(rule: Rule, gateway: GatewayPlan, services: ServicePlan[]): string[] {
  const answerer = answererOf(rule, gateway);
  const service = services.find(({ name }) => "service" in answerer && name === answerer.service);
  const checked = service?.healthChecks.flatMap(({ path }) => path ?? []) ?? [];
  return [service?.env.BASE_PATH || "/", ...collectionsOf(service?.env ?? {}), ...checked];
}

/** Paths of what a service keeps, as its variables tell it. */
export function collectionsOf({
  BASE_PATH: base = "",
  RESOURCES = "",
}: ServicePlan["env"]): string[] {
  return listOf(RESOURCES).map(name => `${base}/${name}`);
}

/** Values apart by commas. */
export function listOf(text = ""): string[] {
  return text.split(",").flatMap(value => value.trim() || []);
}

function candidates(pattern: string, known: string[]): string[] {
  if (!/[*?]/.test(pattern)) {
    return [pattern];
  }
  const start = pattern.split(/[*?]/)[0];
  return [...known, start, pattern.replace(/[*?]/g, "x")].filter(path =>
    matchesWildcard(pattern, path),
  );
}

function sample(path: string, conditions: Condition[]): Sample {
  const request = plainSample(path);
  for (const condition of conditions) {
    switch (condition.field) {
      case "host":
        request.headers.host = filled(condition.values[0]);
        break;
      case "header":
        request.headers[condition.header.toLowerCase()] = filled(condition.values[0]);
        break;
      case "method":
        request.method = condition.values.includes("GET") ? "GET" : condition.values[0];
        break;
      case "query":
        request.target += `?${filled(condition.pairs[0].key ?? "x")}=${filled(condition.pairs[0].value)}`;
    }
  }
  return request;
}

function filled(pattern = ""): string {
  return pattern.replace(/[*?]/g, "x");
}

function facts({ method, target, headers }: Sample): RequestFacts {
  return { method, target, headers, host: headers.host ?? "127.0.0.1", sourceIp: "127.0.0.1" };
}
