import * as aws from "@pulumi/aws";

import { ArgumentError } from "../errors";

/** Seconds over which AWS WAF counts. */
export type RateWindow = 60 | 120 | 300 | 600;

/** How often one address may ask before it is answered 429. */
export type RateLimit = {
  /** Name of the rule and its metric, 1 to 128 letters, digits, `-` and `_`. */
  name: string;

  /**
   * Beginning of the paths it holds for. A request counts for the longest beginning that it has, and
   * for no other limit.
   *
   * @default - every path that no other limit names
   */
  path?: string;

  /**
   * Seconds that are counted together, 60, 120, 300 or 600. WAF counts with a delay of some seconds,
   * so bursts pass more easily than through a proxy that counts each request.
   *
   * @default 60
   */
  window?: RateWindow;
} & (
  | {
      /** Requests a second on average over the window. */
      perSecond: number;
      limit?: undefined;
    }
  | {
      /** Requests in a window, 10 to 2,000,000,000. */
      limit: number;
      perSecond?: undefined;
    }
);

type Statement = aws.types.input.wafv2.WebAclRuleStatementRateBasedStatementScopeDownStatement;

/** A limit with its number of requests and what it is and is not for. */
export interface PlannedLimit {
  name: string;
  limit: number;
  window: RateWindow;
  path?: string;
  /** Beginnings of paths that other limits count. */
  except: readonly string[];
}

/** Numbers of requests that AWS WAF takes as a limit. */
const LIMITS = { min: 10, max: 2_000_000_000 };
const WINDOWS: readonly number[] = [60, 120, 300, 600];

/** Checks limits and decides which requests count for each, so that none counts twice. */
export function planRateLimits(where: string, limits: readonly RateLimit[]): PlannedLimit[] {
  const paths = limits.flatMap(({ path }) => (path === undefined ? [] : [path]));
  const planned = limits.map(({ name, path, window = 60, perSecond, limit }) => ({
    name,
    path,
    window,
    limit: limit ?? perSecond * window,
    except: paths.filter(other => other !== path && other.startsWith(path ?? "")),
  }));
  for (const each of planned) {
    checkLimit(`${where} "${each.name}"`, each);
  }
  for (const property of ["name", "path"] as const) {
    const [twice] = planned.filter(
      (each, i) => planned.findIndex(other => other[property] === each[property]) < i,
    );
    if (twice !== undefined) {
      throw new ArgumentError(
        `${where}: two have the ${property} ${twice[property] ?? "that stands for all others"}; use each once`,
      );
    }
  }
  return planned;
}

function checkLimit(where: string, { name, path, window, limit }: PlannedLimit): void {
  if (!/^[\w-]{1,128}$/.test(name)) {
    throw new ArgumentError(`${where}: use 1 to 128 letters, digits, - and _ as its name`);
  }
  if (path !== undefined && !/^\/[!-~]{0,199}$/.test(path)) {
    throw new ArgumentError(
      `${where}: path is "${path}"; use 1 to 200 characters beginning with /, without blanks`,
    );
  }
  if (path?.includes("*")) {
    throw new ArgumentError(`${where}: path is "${path}"; give its beginning alone, without *`);
  }
  if (!WINDOWS.includes(window)) {
    throw new ArgumentError(`${where}: window is ${window}; use ${WINDOWS.join(", ")}`);
  }
  if (!(Number.isInteger(limit) && limit >= LIMITS.min && limit <= LIMITS.max)) {
    throw new ArgumentError(
      `${where}: it comes to ${limit} requests in ${window} s; use a whole number from ${LIMITS.min} to ${LIMITS.max}`,
    );
  }
}

/** Which requests count for a limit; undefined for all. */
export function requestsOf({ path, except }: PlannedLimit): Statement | undefined {
  const parts = [
    ...(path === undefined ? [] : [beginsWith(path)]),
    ...except.map((other): Statement => ({ notStatement: { statement: beginsWith(other) } })),
  ];
  return parts.length > 1 ? { andStatement: { statements: parts } } : parts[0];
}

/** Decoded and tidied first, so that `/api//v1/%61uth` counts as what a service may take it for. */
function beginsWith(path: string): Statement {
  return {
    byteMatchStatement: {
      fieldToMatch: { uriPath: {} },
      positionalConstraint: "STARTS_WITH",
      searchString: path,
      textTransformations: [
        { priority: 0, type: "URL_DECODE" },
        { priority: 1, type: "NORMALIZE_PATH" },
      ],
    },
  };
}
