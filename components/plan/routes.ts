import { ArgumentError } from "../errors";
import { covers } from "./path-patterns";
import { Auth, checkAuth, checkRewrite, Rewrite } from "./route-actions";
import {
  conditionsCover,
  describeConditions,
  planConditions,
  PlannedCondition,
  RouteConditions,
} from "./route-conditions";
import { LAST_PRIORITY, MAX_PATH, routePriority } from "./route-priority";

/** Which requests reach a service. All that is given must hold; an ALB takes 5 values in one rule. */
export interface Route extends RouteConditions {
  /**
   * Path pattern, 1 to 128 characters beginning with `/`: `*` matches any run of characters, `?`
   * one. A list is one rule that any of its patterns triggers.
   */
  path: string | string[];

  /**
   * Host name, e.g. `api.example.com`; `*` and `?` as in a path.
   *
   * @default - every host
   */
  host?: string;

  /**
   * Place among the listener's rules, 1 (first) to 50000. It changes in place; but in a rolling deployment a
   * change of path, host or condition makes another rule before the old one goes, which then needs another
   * place too.
   *
   * @default - {@link routePriority}: host and longer path first, then what asks for more
   */
  priority?: number;

  /**
   * What changes of a request on its way to the service. Changes in place.
   *
   * @default - nothing
   */
  rewrite?: Rewrite;

  /**
   * Who may ask; the load balancer needs a certificate for it. Changes in place.
   *
   * @default - everyone
   */
  auth?: Auth;
}

/** A route with its place decided. */
export interface PlannedRoute {
  /** Service the route leads to. */
  service: string;
  /** Path patterns, any of which matches. */
  paths: readonly string[];
  /** Host pattern, where the route has one. */
  host?: string;
  /** What else a request must have, in order. */
  conditions: readonly PlannedCondition[];
  /** Place among the listener's rules. */
  priority: number;
  rewrite?: Rewrite;
  auth?: Auth;
}

/** Condition values and wildcards in them that an ALB takes in one rule. */
const MAX_VALUES = 5;
const MAX_WILDCARDS = 6;

/** Checks one service's routes and decides their places. */
export function planRoutes(
  service: string,
  routes: readonly (string | Route)[],
): readonly PlannedRoute[] {
  return routes.map(route => {
    const { path, host, rewrite, auth, ...rest } =
      typeof route === "string" ? { path: route } : route;
    const paths = [path].flat();
    const where = `${service}: route ${paths.join(", ")}`;
    const conditions = planConditions(where, rest);
    checkValues(where, paths, host, conditions);
    const { priority = routePriority(paths, host, conditions) } = rest;
    if (!(Number.isInteger(priority) && inRange(priority))) {
      throw new ArgumentError(`${where}: priority is ${priority}; use 1 to ${LAST_PRIORITY}`);
    }
    if (rewrite !== undefined) {
      checkRewrite(where, rewrite);
    }
    if (auth !== undefined) {
      checkAuth(where, auth);
    }
    return { service, paths, host, conditions, priority, rewrite, auth };
  });
}

/** Throws when an ALB would not take the values in one rule. */
function checkValues(
  where: string,
  paths: readonly string[],
  host: string | undefined,
  conditions: readonly PlannedCondition[],
): void {
  const others = conditions.flatMap(condition => condition.values);
  const values = [...paths, ...(host === undefined ? [] : [host]), ...others];
  if (values.length > MAX_VALUES) {
    const more = others.length > 0 ? ` and ${others.length} values of its conditions` : "";
    throw new ArgumentError(
      `${where} has ${paths.length} paths${more}; an ALB rule takes at most ${MAX_VALUES} values, the host among them`,
    );
  }
  for (const pattern of paths) {
    if (!/^\/[\w\-.$/~"'@:+&*?%=;,!()]*$/.test(pattern) || pattern.length > MAX_PATH) {
      throw new ArgumentError(
        `${where}: path is "${pattern}"; use 1 to ${MAX_PATH} characters beginning with /`,
      );
    }
  }
  const wildcards = values.join("").replace(/[^*?]/g, "").length;
  if (wildcards > MAX_WILDCARDS) {
    throw new ArgumentError(
      `${where} has ${wildcards} wildcards; an ALB rule takes at most ${MAX_WILDCARDS}`,
    );
  }
}

/** Throws, naming both services and what would do, when `added` cannot stand beside `present`. */
export function checkRoutes(present: readonly PlannedRoute[], added: PlannedRoute): void {
  for (const other of present) {
    if (other.priority === added.priority) {
      throw new ArgumentError(
        `${describe(added)} and ${describe(other)} both have priority ${added.priority}; ` +
          `set priority: ${freePriority(added.priority, present)} on one of them`,
      );
    }
    const [first, second] = other.priority < added.priority ? [other, added] : [added, other];
    if (shadows(first, second)) {
      throw new ArgumentError(
        `${describe(second)} is never reached: ${describe(first)} comes first (priority ` +
          `${first.priority} before ${second.priority}) and takes all of it; ` +
          `change a path, or set priority: ${freePriority(first.priority, present)} on ${describe(second)}`,
      );
    }
  }
}

/** Whether `first` takes every request that `second` is meant for. */
function shadows(first: PlannedRoute, second: PlannedRoute): boolean {
  const hostCovered =
    first.host === undefined ||
    (second.host !== undefined && covers(first.host.toLowerCase(), second.host.toLowerCase()));
  return (
    hostCovered &&
    second.paths.every(narrow => first.paths.some(wide => covers(wide, narrow))) &&
    conditionsCover(first.conditions, second.conditions)
  );
}

/** The nearest priority before `from` that no rule has; after it when there is none. */
function freePriority(from: number, present: readonly PlannedRoute[]): number {
  const taken = new Set(present.map(route => route.priority));
  for (let distance = 1; distance < LAST_PRIORITY; distance++) {
    const free = [from - distance, from + distance].find(p => inRange(p) && !taken.has(p));
    if (free !== undefined) {
      return free;
    }
  }
  throw new ArgumentError("all 50000 priorities of the listener are taken");
}

function inRange(priority: number): boolean {
  return priority >= 1 && priority <= LAST_PRIORITY;
}

function describe(route: PlannedRoute): string {
  return `${route.service} (${describeRoute(route, ", ")})`;
}

/** A route as text, the same for the same requests: a rule's identity beside its service's name. */
export function describeRoute(
  { host, paths, conditions }: PlannedRoute,
  separator: string,
): string {
  const asked = describeConditions(conditions);
  return `${host ?? ""}${paths.join(separator)}${asked === "" ? "" : ` ${asked}`}`;
}
