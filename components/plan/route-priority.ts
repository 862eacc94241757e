import { isExact, literalLength } from "./path-patterns";
import { describeConditions, PlannedCondition } from "./route-conditions";

/** Priorities an ALB takes: 1 to 50000. */
export const LAST_PRIORITY = 50000;
/** Longest path pattern an ALB takes. */
export const MAX_PATH = 128;

/**
 * Slots kept for each literal length of a path. Primes, so that names that differ in a digit or two
 * (`service-07`, `service-70`) land apart; paths of 64 characters and more, being rare, get few.
 */
const SLOTS = { host: { short: 199, long: 5 }, anyHost: { short: 541, long: 17 } } as const;
const SHORT_PATHS = 64;
/** The longest path that is exact. */
const MOST_SPECIFIC = MAX_PATH + 1;

/**
 * Place of a route, a function of the route alone, so that adding or removing a service never moves
 * another's: rules with a host come first, then the longer literal path, an exact path before a
 * pattern of its length, `/*` last. A condition on method, header or query counts as one character
 * more. Among paths of one length, which cannot overlap, a hash decides.
 */
export function routePriority(
  paths: readonly string[],
  host?: string,
  conditions: readonly PlannedCondition[] = [],
): number {
  const literal = Math.min(...paths.map(p => literalLength(p) + (isExact(p) ? 1 : 0)));
  const specificity = Math.min(literal + conditions.length, MOST_SPECIFIC);
  const slots = host === undefined ? SLOTS.anyHost : SLOTS.host;
  const top = host === undefined ? LAST_PRIORITY : LAST_PRIORITY - span(SLOTS.anyHost);
  const width = specificity < SHORT_PATHS ? slots.short : slots.long;
  const below =
    Math.min(specificity, SHORT_PATHS) * slots.short +
    Math.max(specificity - SHORT_PATHS, 0) * slots.long;
  const asked = conditions.length > 0 ? [describeConditions(conditions)] : [];
  return top - below - slot([host ?? "", ...paths, ...asked].join(" "), width);
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
