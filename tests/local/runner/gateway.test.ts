import { expect } from "chai";
import * as http from "node:http";
import * as net from "node:net";
import type { Access } from "../../../local/runner/gateway/access-log";
import { Gateway, pickWeighted } from "../../../local/runner/gateway/server";
import type { Action, GatewayPlan, Rule } from "../../../local/runner/gateway/types";
import { eventually, freePorts } from "./fixtures/run";

interface Answer {
  status: number;
  headers: http.IncomingHttpHeaders;
  body: string;
}

/** A request as it is written here: fetch would tidy its path and its headers up. */
function ask(port: number, options: http.RequestOptions, body?: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = http.request({ host: "127.0.0.1", port, agent: false, ...options }, answer => {
      const parts: Buffer[] = [];
      answer.on("data", (part: Buffer) => parts.push(part));
      answer.on("error", reject);
      answer.on("end", () =>
        resolve({
          status: answer.statusCode ?? 0,
          headers: answer.headers,
          body: Buffer.concat(parts).toString(),
        }),
      );
    });
    request.on("error", reject);
    request.end(body);
  });
}

describe("Gateway", () => {
  const closing: (() => void)[] = [];
  let healthy = true;

  afterEach(() => {
    healthy = true;
    closing.splice(0).forEach(close => close());
  });

  async function serve(listener: http.RequestListener): Promise<number> {
    const server = http.createServer(listener);
    const [port] = await freePorts(1);
    await new Promise<void>(resolve => server.listen(port, "127.0.0.1", resolve));
    closing.push(() => {
      server.close();
      server.closeAllConnections();
    });
    return port;
  }

  const logged: Access[] = [];
  const gateways: Gateway[] = [];
  beforeEach(() => [logged, gateways].forEach(list => list.splice(0)));

  async function start(target: number, over: Partial<GatewayPlan> = {}): Promise<number> {
    const [port] = await freePorts(1);
    const action: Action = { type: "forward", targetGroups: [{ arn: "tg", weight: 1 }] };
    const plan = {
      name: "alb",
      port,
      variable: "GATEWAY_PORT",
      idleTimeoutSeconds: 60,
      responseHeaders: [],
      rateRules: [],
      rules: [],
      defaultAction: action,
      targetGroups: [
        {
          arn: "tg",
          name: "orders-tg",
          targets: [{ service: "orders", host: "127.0.0.1", port: target }],
        },
      ],
      ...over,
    };
    const gateway = new Gateway(plan, (_arn, target) => (healthy ? target : undefined), {
      log: access => logged.push(access),
    });
    gateways.push(gateway);
    await gateway.listen();
    closing.push(() => gateway.close());
    return port;
  }

  it("passes a request on as it came, and says who asked", async () => {
    let seen: http.IncomingMessage | undefined;
    let body = "";
    const port = await start(
      await serve((request, response) => {
        seen = request;
        request.on("data", part => (body += String(part)));
        request.on("end", () => response.end("ok"));
      }),
    );
    const headers = {
      Host: "api.example.com",
      "X-Forwarded-For": "1.2.3.4",
      "X-Forwarded-Proto": "https",
      Connection: "keep-alive, X-Private",
      "X-Private": "1",
      "X-Twice": ["a", "b"],
      "Content-Type": "text/plain",
    };
    const path = "/a/../b//c%2Fd?x=%zz&y";
    const answer = await ask(port, { method: "PATCH", path, headers }, "the body");
    expect(answer).to.include({ status: 200, body: "ok" });
    expect([seen?.method, seen?.url, body]).to.deep.equal(["PATCH", path, "the body"]);
    expect(seen?.headers).to.include({
      host: "api.example.com",
      "x-forwarded-for": "1.2.3.4, 127.0.0.1",
      "x-forwarded-proto": "http",
      "x-forwarded-port": String(port),
      "x-twice": "a, b",
      "content-type": "text/plain",
    });
    expect(seen?.headers["x-amzn-trace-id"]).to.match(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/);
    expect(seen?.headers).to.not.have.property("x-private");
  });

  describe("a rule's rewrite", () => {
    const action: Action = { type: "forward", targetGroups: [{ arn: "tg", weight: 1 }] };
    const seenBy = async (rewrite: Rule["rewrite"], path: string) => {
      const target = await serve((request, response) =>
        response.end(`${request.headers.host} ${request.url}`),
      );
      const conditions = [{ field: "path" as const, values: ["/api/*"] }];
      const rules = [{ label: "r", priority: 1, conditions, action, rewrite }];
      const port = await start(target, { rules });
      return ask(port, { path, headers: { host: "shop.example.com" } });
    };

    it("changes path and query, after the rule was chosen by the client's own", async () => {
      const rewrite = { url: { regex: "^/api/(.*)\\?old=", replace: "/v2/$1?new=" } };
      expect((await seenBy(rewrite, "/api/orders/7?old=1")).body).to.equal(
        "shop.example.com /v2/orders/7?new=1",
      );
    });

    it("changes the host", async () => {
      const rewrite = { host: { regex: "^(\\w+)\\.example\\.com$", replace: "$1.internal" } };
      expect((await seenBy(rewrite, "/api/x")).body).to.equal("shop.internal /api/x");
    });

    it("leaves alone what its pattern does not match", async () => {
      const rewrite = { url: { regex: "^/other", replace: "/gone" } };
      expect((await seenBy(rewrite, "/api/x")).body).to.equal("shop.example.com /api/x");
    });

    it("answers 500 when it makes no path", async () => {
      const rewrite = { url: { regex: "^/api/", replace: "" } };
      expect((await seenBy(rewrite, "/api/x")).status).to.equal(500);
    });
  });

  it("puts its headers into every answer, in place of a target's own", async () => {
    const target = await serve((_request, response) => {
      response.setHeader("x-frame-options", "ALLOWALL");
      response.end();
    });
    const responseHeaders: [string, string][] = [
      ["X-Frame-Options", "DENY"],
      ["Strict-Transport-Security", "max-age=63072000"],
    ];
    const port = await start(target, { responseHeaders });
    const wanted = {
      "x-frame-options": "DENY",
      "strict-transport-security": "max-age=63072000",
    };
    expect((await ask(port, {})).headers).to.include(wanted);
    healthy = false;
    const failed = await ask(port, {});
    expect(failed.status).to.equal(503);
    expect(failed.headers).to.include(wanted);
  });

  it("answers by its firewall who asks too often, and nothing else", async () => {
    const target = await serve((_request, response) => response.end("ok"));
    const scope = {
      kind: "path" as const,
      position: "STARTS_WITH" as const,
      text: "/api/v1/auth",
      transformations: [],
    };
    const answer = {
      statusCode: 429,
      headers: [["Content-Type", "application/json"]] as [string, string][],
      body: '{"error":"slow down"}',
    };
    const port = await start(target, {
      rateRules: [{ name: "auth", limit: 2, windowSeconds: 60, scope, answer }],
    });
    const login = () => ask(port, { path: "/api/v1/auth/login" });
    expect([(await login()).status, (await login()).status]).to.deep.equal([200, 200]);
    const refused = await login();
    expect([refused.status, refused.body]).to.deep.equal([429, '{"error":"slow down"}']);
    expect(refused.headers["content-type"]).to.equal("application/json");
    expect((await ask(port, { path: "/api/v1/orders" })).status).to.equal(200);
  });

  it("keeps a trace that the client has begun", async () => {
    const target = await serve((request, response) =>
      response.end(request.headers["x-amzn-trace-id"]),
    );
    const headers = { "X-Amzn-Trace-Id": "Root=1-a-b" };
    expect((await ask(await start(target), { headers })).body).to.equal("Root=1-a-b");
  });

  it("passes an answer back as it came, without the headers of its connection", async () => {
    const target = await serve((_request, response) => {
      response.writeHead(418, "Odd", [
        ["Set-Cookie", "a=1"],
        ["Set-Cookie", "b=2"],
        ["Keep-Alive", "timeout=1"],
        ["X-Own", "1"],
      ]);
      response.end("short and stout");
    });
    const { status, headers, body } = await ask(await start(target), {});
    expect([status, body]).to.deep.equal([418, "short and stout"]);
    expect(headers["set-cookie"]).to.deep.equal(["a=1", "b=2"]);
    expect(headers["x-own"]).to.equal("1");
    expect(headers["keep-alive"]).to.not.equal("timeout=1");
  });

  it("sends a POST that has no body without one", async () => {
    const target = await serve((request, response) =>
      response.end(`${request.headers["content-length"]} ${request.headers["transfer-encoding"]}`),
    );
    const port = await start(target);
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = net.connect(port, "127.0.0.1", () =>
        socket.write("POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"),
      );
      let text = "";
      socket.on("data", part => (text += String(part)));
      socket.on("close", () => resolve(text));
      socket.on("error", reject);
    });
    expect(answer).to.contain("0 undefined");
  });

  it("streams both ways", async () => {
    // The answer begins before the request has ended, and goes on after it.
    const target = await serve((request, response) => request.pipe(response));
    const port = await start(target);
    const parts: string[] = [];
    await new Promise<void>((resolve, reject) => {
      const request = http.request({ host: "127.0.0.1", port, method: "POST", agent: false });
      request.on("response", answer => {
        answer.on("data", part => {
          parts.push(String(part));
          request.end(parts.length === 1 ? "second" : undefined);
        });
        answer.on("end", resolve);
      });
      request.on("error", reject);
      request.write("first");
    });
    expect(parts.join(" ")).to.equal("first second");
  });

  it("answers 503 when no target is healthy, and reads the body all the same", async () => {
    let asked = 0;
    const port = await start(await serve((_request, response) => void response.end(++asked)));
    healthy = false;
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    closing.push(() => agent.destroy());
    const answer = await ask(port, { method: "POST", agent }, "x".repeat(200_000));
    expect(answer.status).to.equal(503);
    expect(JSON.parse(answer.body)).to.deep.equal({
      error: { code: "SERVICE_UNAVAILABLE", message: "No healthy target in orders-tg" },
    });
    expect(asked).to.equal(0);
    expect((await ask(port, { agent })).status).to.equal(503);
  });

  it("answers 502 when the target refuses or breaks the connection", async () => {
    const broken = await start(await serve(request => request.socket.destroy()));
    const absent = await start((await freePorts(1))[0]);
    for (const port of [broken, absent]) {
      const answer = await ask(port, { method: "POST" }, "x");
      expect(answer.status).to.equal(502);
      expect(JSON.parse(answer.body)).to.deep.equal({
        error: { code: "BAD_GATEWAY", message: "orders broke the connection or refused it" },
      });
    }
  });

  it("reads a body that its target does not take, so that the connection can be used again", async () => {
    const port = await start(await serve(request => request.socket.destroy()));
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    closing.push(() => agent.destroy());
    const first = await ask(port, { method: "POST", agent }, "x".repeat(2_000_000));
    expect([first.status, (await ask(port, { agent })).status]).to.deep.equal([502, 502]);
  });

  it("answers 504 when the target is silent for the load balancer's idle time", async () => {
    const port = await start(await serve(() => undefined), { idleTimeoutSeconds: 0.2 });
    const answer = await ask(port, {});
    expect(answer.status).to.equal(504);
    expect(JSON.parse(answer.body)).to.deep.equal({
      error: { code: "GATEWAY_TIMEOUT", message: "orders did not answer in 0.2 s" },
    });
  });

  it("cuts an answer that its target cuts, so that nobody takes it for whole", async () => {
    const target = await serve((_request, response) => {
      response.writeHead(200, { "Content-Length": 100 });
      response.write("half", () => response.destroy());
    });
    const port = await start(target);
    const cut = await ask(port, {}).then(
      () => "whole",
      () => "cut",
    );
    expect(cut).to.equal("cut");
  });

  it("tries once more when the target closed an idle connection just then", async () => {
    let connections = 0;
    const server = net.createServer(socket => {
      connections += 1;
      let requests = 0;
      socket.on("error", () => undefined);
      socket.on("data", () => {
        requests += 1;
        // The second request on a connection meets its end.
        if (requests > 1) {
          socket.destroy();
        } else {
          socket.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        }
      });
    });
    const [target] = await freePorts(1);
    await new Promise<void>(resolve => server.listen(target, "127.0.0.1", resolve));
    closing.push(() => server.close());
    const port = await start(target);
    expect((await ask(port, {})).status).to.equal(200);
    expect((await ask(port, {})).status).to.equal(200);
    expect(connections).to.equal(2);
    // A request with a body may have been acted upon: it is not sent twice.
    expect((await ask(port, { method: "POST" }, "x")).status).to.equal(502);
  });

  it("logs what it answered, who was asked for it, and nothing of a query", async () => {
    const target = await serve((_request, response) => response.writeHead(201).end("ok"));
    const port = await start(target);
    await ask(port, { method: "PUT", path: "/api/orders/7?token=secret" });
    healthy = false;
    await ask(port, { path: "/api/x" });
    await eventually("both are logged", () => logged.length === 2);
    const [answered, refused] = logged;
    expect(answered).to.deep.include({
      ...{ gateway: "alb", client: "127.0.0.1", method: "PUT", path: "/api/orders/7" },
      ...{ status: 201, cut: false },
      target: { service: "orders", host: "127.0.0.1", port: target },
    });
    expect(refused).to.deep.include({ status: 503, target: undefined, cut: false });
    expect(JSON.stringify(logged)).to.not.contain("secret");
  });

  it("logs as cut what its client did not wait for, and what its target broke off", async () => {
    let leave: () => void = () => undefined;
    const silent = await start(await serve(() => leave()));
    const request = http.get({ host: "127.0.0.1", port: silent, agent: false });
    request.on("error", () => undefined);
    leave = () => request.destroy();
    await eventually("it is logged", () => logged.length === 1);

    const breaking = await serve((_request, response) => {
      response.writeHead(200, { "Content-Length": 100 });
      response.write("half", () => response.destroy());
    });
    await ask(await start(breaking), {}).catch(() => undefined);
    await eventually("it is logged", () => logged.length === 2);
    expect(logged.map(({ cut }) => cut)).to.deep.equal([true, true]);
  });

  it("knows when a target has no request of its any more", async () => {
    const answers: (() => void)[] = [];
    const target = await serve((_request, response) => answers.push(() => response.end()));
    const place = { host: "127.0.0.1", port: target };
    const port = await start(target);
    await gateways[0].drained(place);
    const both = [ask(port, {}), ask(port, {})];
    await eventually("both are asked", () => answers.length === 2);
    let drained = false;
    const over = gateways[0].drained(place).then(() => (drained = true));
    await gateways[0].drained({ ...place, port: 1 });
    answers[0]();
    await Promise.race(both);
    expect(drained).to.equal(false);
    answers[1]();
    await over;
    await Promise.all(both);
  });

  it("answers fixed responses and redirects by itself", async () => {
    const fixed: Action = {
      type: "fixed-response",
      statusCode: 404,
      contentType: "application/json",
      body: "{}",
    };
    const answer = await ask(await start(1, { defaultAction: fixed }), { path: "/none" });
    expect(answer).to.include({ status: 404, body: "{}" });
    expect(answer.headers["content-type"]).to.equal("application/json");

    const redirect: Action = {
      type: "redirect",
      statusCode: 301,
      protocol: "HTTPS",
      host: "new.#{host}",
      port: "443",
      path: "/v2/#{path}",
      query: "#{query}&from=old",
    };
    const moved = await ask(await start(1, { defaultAction: redirect }), {
      path: "/a/b?c=d",
      headers: { Host: "example.com:8080" },
    });
    expect(moved.status).to.equal(301);
    expect(moved.headers.location).to.equal("https://new.example.com:443/v2/a/b?c=d&from=old");
  });
});

describe("pickWeighted", () => {
  const groups = [
    { arn: "a", weight: 1 },
    { arn: "none", weight: 0 },
    { arn: "b", weight: 3 },
  ];

  it("gives each target group its share", () => {
    const picks = [0, 0.24, 0.25, 0.99].map(random => pickWeighted(groups, random));
    expect(picks).to.deep.equal(["a", "a", "b", "b"]);
  });

  it("gives nobody a share of nothing", () => {
    expect(pickWeighted([{ arn: "a", weight: 0 }], 0.5)).to.equal(undefined);
  });
});
