import { ArgumentError } from "../errors";
import { repeated, unique } from "./lists";
import { covers } from "./path-patterns";

/** What a request must have besides its path and host; all of it must hold. */
export interface RouteConditions {
  /**
   * Request headers by name: the pattern that the value matches, or patterns of which one does; `*` and
   * `?` as in a path, case ignored.
   *
   * @default - none
   */
  headers?: Readonly<Record<string, string | readonly string[]>>;

  /**
   * Methods, e.g. `["GET", "HEAD"]`.
   *
   * @default - every method
   */
  methods?: readonly string[];

  /**
   * Query parameters by name: the pattern that the value matches, or patterns of which one does; `*`
   * and `?` as in a path, case ignored.
   *
   * @default - none
   */
  query?: Readonly<Record<string, string | readonly string[]>>;
}

/** One condition: a part of the request, and patterns of which one must match it. */
export interface PlannedCondition {
  part: "header" | "method" | "query";
  /** Name of the header or parameter; nothing for the method. */
  key: string;
  values: readonly string[];
}

const MAX_VALUE = 128;
const MAX_NAME = 40;

/** Checks conditions and puts them in an order that does not depend on how they are written. */
export function planConditions(
  where: string,
  { headers = {}, methods, query = {} }: RouteConditions,
): readonly PlannedCondition[] {
  const planned = [
    ...Object.entries(headers).map(([key, values]) => plan("header", key.toLowerCase(), values)),
    ...(methods === undefined ? [] : [plan("method", "", methods)]),
    ...Object.entries(query).map(([key, values]) => plan("query", key, values)),
  ];
  planned.forEach(condition => check(where, condition));
  const names = planned.map(({ part, key }) => `${part} ${key.toLowerCase()}`);
  const [twice] = repeated(names);
  if (twice !== undefined) {
    throw new ArgumentError(`${where}: ${twice} is given twice; give its patterns as one list`);
  }
  return planned.sort((a, b) => (describeOne(a) < describeOne(b) ? -1 : 1));
}

function plan(
  part: PlannedCondition["part"],
  key: string,
  values: string | readonly string[],
): PlannedCondition {
  return { part, key, values: unique([values].flat()).sort() };
}

function check(where: string, { part, key, values }: PlannedCondition): void {
  if (part === "header" && (!/^[\w!#$%&'*+.^`|~-]+$/.test(key) || key.length > MAX_NAME)) {
    throw new ArgumentError(
      `${where}: header "${key}"; use 1 to ${MAX_NAME} characters that HTTP takes in a name`,
    );
  }
  if (key === "host") {
    throw new ArgumentError(`${where}: header "host"; use host instead`);
  }
  if (part === "query" && (!/^[^*?\s]+$/.test(key) || key.length > MAX_VALUE)) {
    throw new ArgumentError(
      `${where}: query "${key}"; use 1 to ${MAX_VALUE} characters without *, ? and blanks`,
    );
  }
  if (values.length === 0) {
    throw new ArgumentError(`${where}: ${[part, key].join(" ").trim()} has no values; give one`);
  }
  for (const value of values) {
    if (part === "method" && !/^[A-Z_-]{1,40}$/.test(value)) {
      throw new ArgumentError(
        `${where}: method "${value}"; use 1 to 40 upper-case letters, - and _`,
      );
    }
    if (!/^[ -~]{1,128}$/.test(value)) {
      throw new ArgumentError(
        `${where}: ${part} ${key} is "${value}"; use 1 to ${MAX_VALUE} printable ASCII characters`,
      );
    }
  }
}

/** Whether every request that meets all of `narrow` meets all of `wide` too. */
export function conditionsCover(
  wide: readonly PlannedCondition[],
  narrow: readonly PlannedCondition[],
): boolean {
  return wide.every(outer =>
    narrow.some(
      inner =>
        outer.part === inner.part &&
        outer.key.toLowerCase() === inner.key.toLowerCase() &&
        inner.values.every(value => outer.values.some(each => valueCovers(outer, each, value))),
    ),
  );
}

/** Methods are compared to the letter, without wildcards. */
function valueCovers({ part }: PlannedCondition, wide: string, narrow: string): boolean {
  return part === "method" ? wide === narrow : covers(wide.toLowerCase(), narrow.toLowerCase());
}

/** Conditions as text, e.g. `GET|HEAD x-version=2 ?beta=1`; the same for the same conditions. */
export function describeConditions(conditions: readonly PlannedCondition[]): string {
  return conditions.map(describeOne).join(" ");
}

function describeOne({ part, key, values }: PlannedCondition): string {
  const wanted = values.join("|");
  switch (part) {
    case "method":
      return wanted;
    case "header":
      return `${key}=${wanted}`;
    default:
      return `?${key}=${wanted}`;
  }
}
