import { once } from "node:events";
import * as http from "node:http";
import { logWhenOver, type Access } from "./access-log";
import { clientAddress, forward } from "./forward";
import { InFlight } from "./in-flight";
import { chooseRule, hostName, type RequestFacts } from "./match";
import { RateLimits } from "./rate-limits";
import type { Action, GatewayPlan, Rule, Target } from "./types";

/** Where a planned target of a target group answers now; undefined while it is not fit for requests. */
export type Locate = (targetGroupArn: string, target: Target) => Target | undefined;

/** What a gateway may be given besides its plan. */
export interface GatewayOptions {
  /** Is told of each request that is over. */
  log?: (access: Access) => void;
  /**
   * Picks among weighted target groups; between 0 and 1.
   *
   * @default Math.random
   */
  random?: () => number;
}

/** A load balancer as an HTTP server on this machine. */
export class Gateway {
  private readonly server: http.Server;
  private readonly limits: RateLimits;
  private readonly agent = new http.Agent({ keepAlive: true, maxFreeSockets: 256 });
  private readonly inFlight = new InFlight();
  /** Who was asked for an answer, for the log. */
  private readonly asked = new WeakMap<http.ServerResponse, Target>();

  constructor(
    private readonly plan: GatewayPlan,
    private readonly locate: Locate,
    private readonly options: GatewayOptions = {},
  ) {
    this.limits = new RateLimits(plan.rateRules);
    this.server = http.createServer((request, response) => this.handle(request, response));
    // A load balancer keeps an idle client as long as a silent target.
    this.server.keepAliveTimeout = plan.idleTimeoutSeconds * 1000;
  }

  /** Listens on the planned port; of this machine alone unless told otherwise. */
  async listen(host = "127.0.0.1"): Promise<void> {
    this.server.listen(this.plan.port, host);
    await once(this.server, "listening");
  }

  /** Resolves when no request is under way at a target, which gets no new ones any more. */
  drained(target: Pick<Target, "host" | "port">): Promise<void> {
    return this.inFlight.none(target);
  }

  /** Takes no new requests. Those under way go on until {@link close}. */
  drain(): void {
    this.server.close();
    this.server.closeIdleConnections();
    // A service that stops waits for its open connections, also for those that nobody uses.
    this.agent.maxFreeSockets = 0;
    Object.values(this.agent.freeSockets).forEach(free => free?.forEach(one => one.destroy()));
  }

  /** Ends every connection. */
  close(): void {
    this.server.close();
    this.server.closeAllConnections();
    this.agent.destroy();
  }

  private handle(request: http.IncomingMessage, response: http.ServerResponse): void {
    // A client that goes away in the middle is nobody's failure.
    request.on("error", () => response.destroy());
    const { log } = this.options;
    if (log) {
      logWhenOver(request, response, access =>
        log({ gateway: this.plan.name, ...access, target: this.asked.get(response) }),
      );
    }
    const facts = {
      method: request.method ?? "GET",
      target: request.url ?? "/",
      host: request.headers.host ?? "",
      headers: request.headers,
      sourceIp: clientAddress(request),
    };
    const refusal = this.limits.refusal(facts);
    if (refusal) {
      request.resume();
      this.answer(response, refusal.statusCode, refusal.headers, refusal.body);
      return;
    }
    const rule = chooseRule(facts, this.plan.rules);
    const action = rule?.action ?? this.plan.defaultAction;
    switch (action.type) {
      case "forward":
        return this.forward(action.targetGroups, rewritten(facts, rule), request, response);
      case "redirect":
        return this.answer(response, action.statusCode, [
          ["Location", this.location(action, request)],
        ]);
      case "fixed-response":
        this.answer(
          response,
          action.statusCode,
          [["Content-Type", action.contentType]],
          action.body,
        );
    }
  }

  private forward(
    groups: { arn: string; weight: number }[],
    { target: url, host }: { target: string; host?: string },
    request: http.IncomingMessage,
    response: http.ServerResponse,
  ): void {
    if (!url.startsWith("/")) {
      this.fail(response, 500, "INTERNAL_SERVER_ERROR", "A rewrite made no path of the URL");
      return;
    }
    const arn = pickWeighted(groups, (this.options.random ?? Math.random)());
    const group = this.plan.targetGroups.find(candidate => candidate.arn === arn);
    const target = group?.targets
      .map(planned => this.locate(group.arn, planned))
      .find(located => located !== undefined);
    const name = group?.name ?? "no target group";
    if (!target) {
      this.fail(response, 503, "SERVICE_UNAVAILABLE", `No healthy target in ${name}`);
      return;
    }
    this.asked.set(response, target);
    response.once("close", this.inFlight.begin(target));
    const upstream = {
      agent: this.agent,
      host: target.host,
      port: target.port,
      target: url,
      hostHeader: host,
      responseHeaders: this.plan.responseHeaders,
      gatewayPort: this.plan.port,
      idleTimeoutMs: this.plan.idleTimeoutSeconds * 1000,
    };
    forward(request, response, upstream, failure => {
      if (failure === "timeout") {
        const limit = this.plan.idleTimeoutSeconds;
        this.fail(
          response,
          504,
          "GATEWAY_TIMEOUT",
          `${target.service} did not answer in ${limit} s`,
        );
      } else {
        const message = `${target.service} broke the connection or refused it`;
        this.fail(response, 502, "BAD_GATEWAY", message);
      }
    });
  }

  /** Answers by itself. */
  private answer(
    response: http.ServerResponse,
    status: number,
    headers: [string, string][],
    body = "",
  ): void {
    response.writeHead(status, [...headers, ...this.plan.responseHeaders].flat());
    response.end(body);
  }

  /** Answers for a target that cannot. */
  private fail(response: http.ServerResponse, status: number, code: string, message: string): void {
    const body = JSON.stringify({ error: { code, message } });
    this.answer(response, status, [["Content-Type", "application/json"]], body);
  }

  private location(
    action: Extract<Action, { type: "redirect" }>,
    request: http.IncomingMessage,
  ): string {
    const url = request.url ?? "/";
    const [path] = url.split("?", 1);
    const parts: Record<string, string> = {
      protocol: "http",
      host: hostName(request.headers.host ?? ""),
      port: String(this.plan.port),
      path: path.replace(/^\//, ""),
      query: url.slice(path.length + 1),
    };
    const fill = (text: string) =>
      text.replace(/#\{(\w+)\}/g, (_match, key: string) => parts[key] ?? "");
    const query = fill(action.query);
    return (
      `${fill(action.protocol).toLowerCase()}://${fill(action.host)}:${fill(action.port)}` +
      `${fill(action.path)}${query ? `?${query}` : ""}`
    );
  }
}

/** The target group whose share of the weights a number between 0 and 1 falls into. */
export function pickWeighted(
  groups: { arn: string; weight: number }[],
  random: number,
): string | undefined {
  let left = random * groups.reduce((sum, { weight }) => sum + weight, 0);
  return groups.find(({ weight }) => (left -= weight) < 0)?.arn;
}

/** What a target is asked: the request as the rule rewrites it, which is no more asked for routing. */
function rewritten(
  { target, host }: RequestFacts,
  rule: Rule | undefined,
): { target: string; host?: string } {
  const { url, host: toHost } = rule?.rewrite ?? {};
  return {
    target: url ? target.replace(new RegExp(url.regex), url.replace) : target,
    host: toHost && host.replace(new RegExp(toHost.regex), toHost.replace),
  };
}
