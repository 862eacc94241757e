import type { Route } from "../stack";

/** A request that changes nothing. */
export interface Request {
  method: "GET" | "HEAD";
  /** Path and query. */
  path: string;
  /** By lower-case name; `host` where it is not the URL's own. */
  headers: Readonly<Record<string, string>>;
}

/** A GET of a path. */
export function get(path: string): Request {
  return { method: "GET", path, headers: {} };
}

/**
 * A request for each path of a route; none for a route that takes only requests that change something.
 */
export function requestsOf({ paths, host, conditions }: Route): Request[] {
  const of = (part: string) => conditions.filter(one => one.part === part);
  const [methods = ["GET"]] = of("method").map(({ values }) => values);
  const method = (["GET", "HEAD"] as const).find(one => methods.includes(one));
  if (method === undefined) {
    return [];
  }
  const headers = Object.fromEntries(of("header").map(one => [one.key, filled(one.values[0])]));
  const query = of("query").map(({ key, values }) => [key, filled(values[0])]);
  const search = query.length > 0 ? `?${new URLSearchParams(query)}` : "";
  return paths.map(pattern => ({
    method,
    path: concretePath(pattern) + search,
    headers: { ...headers, ...(host !== undefined && { host: filled(host) }) },
  }));
}

/** A request as it is printed. */
export function asText({ method, path, headers }: Request): string {
  const extra = Object.entries(headers).map(([name, value]) => `, ${name} ${value}`);
  return `${method} ${path}${extra.join("")}`;
}

/** The shortest path that a pattern stands for: `/api/orders` for `/api/orders*`. */
function concretePath(pattern: string): string {
  return filled(pattern.replaceAll("*", ""));
}

/** A text that a pattern stands for. */
function filled(pattern: string): string {
  return pattern.replace(/[*?]/g, "x");
}
