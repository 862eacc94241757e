import type { Service, Stack } from "../stack";
import { asText, get, Request, requestsOf } from "./route-requests";

/** A request, and which answers to it are well. */
export interface Check {
  /** As it is printed: `GET /api/orders → 200`. */
  name: string;
  request: Request;
  /** What is wrong with an answer; nothing when it is well. */
  judge: (answer: Answer) => string | undefined;
}

/** What came back. */
export interface Answer {
  status: number;
  /** Where a redirect leads. */
  location?: string;
  /** Whether the load balancer answered by itself, because no rule took the request. */
  unrouted: boolean;
}

const UNROUTED = "no rule of the load balancer takes it";

/** Each route of each service, then the calls that the system names. */
export function checksOf({ services, smoke }: Stack): Check[] {
  return [
    ...services.flatMap(routeChecks),
    ...Object.entries(smoke).map(([path, status]) => callCheck(path, status)),
  ];
}

/** Whether the service behind a route answers, whatever it says of the path itself. */
function routeChecks({ name, routes }: Service): Check[] {
  return routes.flatMap(route =>
    requestsOf(route).map(request => ({
      name: `${name}: ${asText(request)}${route.auth ? ", without signing in" : ""}`,
      request,
      judge: answer => routeFault(answer, route.auth),
    })),
  );
}

function routeFault({ status, location, unrouted }: Answer, auth: boolean): string | undefined {
  if (unrouted) {
    return UNROUTED;
  }
  if (status === 429 || status >= 500) {
    return `got ${status}`;
  }
  if (auth) {
    return status >= 300 ? undefined : `got ${status}; wanted 401, 403 or the way to sign in`;
  }
  return toHttps(location);
}

function callCheck(path: string, wanted: number): Check {
  const request = get(path);
  return {
    name: `${asText(request)} → ${wanted}`,
    request,
    judge: ({ status, location, unrouted }) =>
      status === wanted
        ? undefined
        : (toHttps(location) ?? (unrouted ? UNROUTED : `got ${status}`)),
  };
}

/** The listener of HTTP sends every request to HTTPS, which says nothing of the services. */
function toHttps(location = ""): string | undefined {
  return location.startsWith("https:") ? `sent on to ${location}; give --url` : undefined;
}
