import { ArgumentError } from "../errors";
import { covers, isExact, literalLength } from "./path-patterns";

/** Which requests reach a service. */
export interface Route {
  /**
   * Path pattern, 1 to 128 characters beginning with `/`: `*` matches any run of characters, `?`
   * one. A list is one rule that any of its patterns triggers; an ALB takes at most 5 values a rule.
   */
  path: string | string[];

  /**
   * Host name, e.g. `api.example.com`; `*` and `?` as in a path.
   *
   * @default - every host
   */
  host?: string;

  /**
   * Place among the listener's rules, 1 (first) to 50000. Changing it replaces the rule.
   *
   * @default - {@link routePriority}: exact host and longer path first
   */
  priority?: number;
}

/** A route with its place decided. */
export interface PlannedRoute {
  /** Service the route leads to. */
  service: string;
  /** Path patterns, any of which matches. */
  paths: readonly string[];
  /** Host pattern, where the route has one. */
  host?: string;
  /** Place among the listener's rules. */
  priority: number;
}

/** Priorities an ALB takes: 1 to 50000. */
const LAST_PRIORITY = 50000;
/** Condition values an ALB takes in one rule. */
const MAX_VALUES = 5;
/** Longest path pattern an ALB takes. */
const MAX_PATH = 128;

/**
 * Slots kept for each literal length of a path. Primes, so that names that differ in a digit or two
 * (`service-07`, `service-70`) land apart; paths of 64 characters and more, being rare, get few.
 */
const SLOTS = { host: { short: 199, long: 5 }, anyHost: { short: 541, long: 17 } } as const;
const SHORT_PATHS = 64;

/**
 * Place of a route, a function of the route alone, so that adding or removing a service never moves
 * another's: rules with a host come first, then the longer literal path, an exact path before a
 * pattern of its length, `/*` last. Among paths of one length, which cannot overlap, a hash decides.
 */
export function routePriority(paths: readonly string[], host?: string): number {
  const specificity = Math.min(...paths.map(p => literalLength(p) + (isExact(p) ? 1 : 0)));
  const slots = host === undefined ? SLOTS.anyHost : SLOTS.host;
  const top = host === undefined ? LAST_PRIORITY : LAST_PRIORITY - span(SLOTS.anyHost);
  const width = specificity < SHORT_PATHS ? slots.short : slots.long;
  const below =
    Math.min(specificity, SHORT_PATHS) * slots.short +
    Math.max(specificity - SHORT_PATHS, 0) * slots.long;
  return top - below - slot([host ?? "", ...paths].join(" "), width);
}

/** Slots that all lengths together take. */
function span({ short, long }: { short: number; long: number }): number {
  return SHORT_PATHS * short + (MAX_PATH + 2 - SHORT_PATHS) * long;
}

/** A polynomial hash: texts that differ in their last two digits alone never share a slot. */
function slot(text: string, slots: number): number {
  let hash = 0;
  for (const char of text) {
    hash = (hash * 19 + char.charCodeAt(0)) % slots;
  }
  return hash;
}

/** Checks one service's routes and decides their places. */
export function planRoutes(
  service: string,
  routes: readonly (string | Route)[],
): readonly PlannedRoute[] {
  return routes.map(route => {
    const { path, host, priority } = typeof route === "string" ? { path: route } : route;
    const paths = [path].flat();
    const where = `${service}: route ${paths.join(", ")}`;
    if (paths.length + (host === undefined ? 0 : 1) > MAX_VALUES) {
      throw new ArgumentError(
        `${where} has ${paths.length} paths; an ALB rule takes at most ${MAX_VALUES} values, the host among them`,
      );
    }
    for (const pattern of paths) {
      if (!/^\/[\w\-.$/~"'@:+&*?%=;,!()]*$/.test(pattern) || pattern.length > MAX_PATH) {
        throw new ArgumentError(
          `${where}: path is "${pattern}"; use 1 to ${MAX_PATH} characters beginning with /`,
        );
      }
    }
    if (priority !== undefined && !(Number.isInteger(priority) && inRange(priority))) {
      throw new ArgumentError(`${where}: priority is ${priority}; use 1 to ${LAST_PRIORITY}`);
    }
    return { service, paths, host, priority: priority ?? routePriority(paths, host) };
  });
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
    hostCovered && second.paths.every(narrow => first.paths.some(wide => covers(wide, narrow)))
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

function describe({ service, paths, host }: PlannedRoute): string {
  return `${service} (${host ?? ""}${paths.join(", ")})`;
}
