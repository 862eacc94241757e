import type { FastifyInstance } from "fastify";

/** Upper bounds of the counted durations, in seconds. */
const bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

interface Series {
  count: number;
  seconds: number;
  /** Requests that took at most so long, by the place of the bound. */
  within: number[];
}

/** Adds `/metrics`: how many requests were answered, how, and in what time, as Prometheus reads it. */
export function addMetrics(app: FastifyInstance, service: string): void {
  const answered = new Map<string, Series>();
  app.addHook("onResponse", (request, reply, done) => {
    // A route, not a URL: there are as many URLs as there are documents.
    const route = request.routeOptions.url ?? "none";
    const labels = labelText({ service, method: request.method, route, status: reply.statusCode });
    const seconds = reply.elapsedTime / 1000;
    const series = answered.get(labels) ?? { count: 0, seconds: 0, within: bounds.map(() => 0) };
    answered.set(labels, series);
    series.count += 1;
    series.seconds += seconds;
    bounds.forEach((bound, place) => (series.within[place] += seconds <= bound ? 1 : 0));
    done();
  });
  app.get("/metrics", (_request, reply) =>
    reply.type("text/plain; version=0.0.4; charset=utf-8").send(exposition(service, answered)),
  );
}

function exposition(service: string, answered: ReadonlyMap<string, Series>): string {
  const lines = [
    "# HELP process_uptime_seconds Seconds since the process started.",
    "# TYPE process_uptime_seconds gauge",
    `process_uptime_seconds{${labelText({ service })}} ${process.uptime()}`,
    "# HELP http_request_duration_seconds Requests answered, by the time they took.",
    "# TYPE http_request_duration_seconds histogram",
  ];
  for (const [labels, { count, seconds, within }] of answered) {
    const name = "http_request_duration_seconds";
    within.forEach((value, place) =>
      lines.push(`${name}_bucket{${labels},le="${bounds[place]}"} ${value}`),
    );
    lines.push(`${name}_bucket{${labels},le="+Inf"} ${count}`);
    lines.push(`${name}_sum{${labels}} ${seconds}`, `${name}_count{${labels}} ${count}`);
  }
  return `${lines.join("\n")}\n`;
}

function labelText(labels: Readonly<Record<string, string | number>>): string {
  const pairs = Object.entries(labels).map(
    ([name, value]) => `${name}=${JSON.stringify(`${value}`)}`,
  );
  return pairs.join(",");
}
