import { randomUUID } from "node:crypto";
import * as http from "node:http";

/** Where a request goes. */
export interface Upstream {
  agent: http.Agent;
  /** Machine and port of the target. */
  host: string;
  port: number;
  /** Path and query that it is asked for. */
  target: string;
  /** Host header that it gets; the client's own when absent. */
  hostHeader?: string;
  /** Headers that stand in every answer in place of its own. */
  responseHeaders: [string, string][];
  /** The gateway's own port, which the service is told. */
  gatewayPort: number;
  idleTimeoutMs: number;
}

/** Why a request got no answer from its target. */
export type ForwardFailure = "refused" | "timeout";

/** Headers of one connection, which are not passed on (RFC 9110, 7.6.1). */
const hopByHop = ["connection", "keep-alive", "proxy-connection", "upgrade", "te"];
const replaced = ["x-forwarded-for", "x-forwarded-proto", "x-forwarded-port", "x-amzn-trace-id"];

/**
 * Passes a request to a target as it is, but for what a rule rewrites, and streams the answer back.
 * `node:http` is used as such: proxy libraries normalise paths, drop bodies and retry, and a load
 * balancer does none of it.
 *
 * @param onFailure Called at most once, and only while nothing of an answer has been sent.
 */
export function forward(
  request: http.IncomingMessage,
  response: http.ServerResponse,
  upstream: Upstream,
  onFailure: (failure: ForwardFailure) => void,
): void {
  let failed = false;
  const fail = (failure: ForwardFailure) => {
    if (failed) {
      return;
    }
    failed = true;
    // What the client still sends is read and dropped, so that its connection can be used again.
    request.unpipe();
    request.resume();
    if (response.headersSent) {
      response.destroy();
    } else {
      onFailure(failure);
    }
  };
  const send = (mayRepeat: boolean) => {
    const outgoing = open(request, upstream);
    outgoing.setTimeout(upstream.idleTimeoutMs, () => {
      fail("timeout");
      outgoing.destroy();
    });
    outgoing.once("response", answer =>
      passBack(answer, response, upstream.responseHeaders, () => fail("refused")),
    );
    outgoing.once("error", () => {
      // A target may close an idle connection just as it is used again; that says nothing about it.
      if (mayRepeat && outgoing.reusedSocket && !failed && !response.headersSent) {
        send(false);
      } else {
        fail("refused");
      }
    });
    response.once("close", () => outgoing.destroy());
    request.pipe(outgoing);
  };
  send(!hasBody(request));
}

function open(
  request: http.IncomingMessage,
  { agent, host, port, target, gatewayPort, hostHeader }: Upstream,
): http.ClientRequest {
  return http.request({
    agent,
    host,
    port,
    method: request.method,
    path: target,
    headers: requestHeaders(request, gatewayPort, hostHeader),
    setHost: false,
  });
}

function passBack(
  answer: http.IncomingMessage,
  response: http.ServerResponse,
  added: [string, string][],
  onCut: () => void,
): void {
  const replacedHere = added.map(([name]) => name.toLowerCase());
  const headers = passedOn(answer, [...hopByHop, "transfer-encoding", ...replacedHere]);
  response.writeHead(answer.statusCode ?? 502, answer.statusMessage, [...headers, ...added.flat()]);
  answer.pipe(response);
  answer.once("error", onCut);
}

function hasBody({ headers }: http.IncomingMessage): boolean {
  return headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
}

function requestHeaders(
  request: http.IncomingMessage,
  gatewayPort: number,
  hostHeader: string | undefined,
): string[] {
  const { headers } = request;
  const client = clientAddress(request);
  const before = headers["x-forwarded-for"];
  const trace = headers["x-amzn-trace-id"];
  return [
    ...passedOn(request, [...hopByHop, ...replaced, ...(hostHeader ? ["host"] : [])]),
    ...(hostHeader ? ["Host", hostHeader] : []),
    "X-Forwarded-For",
    before === undefined ? client : `${[before].flat().join(", ")}, ${client}`,
    // The listener is served as plain HTTP here, also where it is HTTPS on AWS.
    "X-Forwarded-Proto",
    "http",
    "X-Forwarded-Port",
    String(gatewayPort),
    "X-Amzn-Trace-Id",
    trace === undefined ? newTrace() : [trace].flat().join(";"),
    "Connection",
    "keep-alive",
    ...(saysNoBody(request) ? ["Content-Length", "0"] : []),
  ];
}

/** A request that could have a body and does not say: it has none, and Node would send it chunked. */
function saysNoBody({ method, headers }: http.IncomingMessage): boolean {
  const silent =
    headers["transfer-encoding"] === undefined && headers["content-length"] === undefined;
  return silent && ["POST", "PUT", "PATCH"].includes(method ?? "");
}

/** The address of the client, IPv4 as such. */
export function clientAddress({ socket }: http.IncomingMessage): string {
  return (socket.remoteAddress ?? "127.0.0.1").replace(/^::ffff:/, "");
}

function newTrace(): string {
  const seconds = Math.floor(Date.now() / 1000).toString(16);
  // Unlike randomBytes it draws its randomness in advance, which counts once per request.
  return `Root=1-${seconds}-${randomUUID().replace(/-/g, "").slice(0, 24)}`;
}

/** The headers of a message as they came, without those named and those its Connection names. */
function passedOn(message: http.IncomingMessage, without: string[]): string[] {
  const own = (message.headers.connection ?? "").toLowerCase().split(/\s*,\s*/);
  const raw = message.rawHeaders;
  const kept: string[] = [];
  for (let index = 0; index < raw.length; index += 2) {
    const name = raw[index].toLowerCase();
    if (!without.includes(name) && !own.includes(name)) {
      kept.push(raw[index], raw[index + 1]);
    }
  }
  return kept;
}
