import { expect } from "chai";
import { createServer, Server } from "http";
import { AddressInfo } from "net";

import type { Stack } from "../../operations/stack";
import { service, stackOf } from "./support/account";
import { operate } from "./support/operate";

const route = (paths: string[], own: object = {}) => ({
  paths,
  conditions: [],
  auth: false,
  ...own,
});

/** What the load balancer of the tests answers to a path: the services' answers and its own. */
const ANSWERS: Record<string, { status: number; body?: string; location?: string }> = {
  "/api/orders": { status: 200 },
  "/api/admin": { status: 401 },
  "/api/broken": { status: 503 },
  "/api/old": { status: 301, location: "https://shop.example.com/api/old" },
};
const NO_RULE = '{"error":{"code":"not_found","message":"No service answers this path."}}';

describe("npm run smoke", () => {
  let server: Server;
  let url: string;
  let asked: string[];

  before(async () => {
    server = createServer((request, response) => {
      asked.push(`${request.method} ${request.url} of ${request.headers.host}`);
      const { status, body, location } = ANSWERS[request.url ?? ""] ?? {
        status: 404,
        body: NO_RULE,
      };
      response.writeHead(status, location === undefined ? {} : { location }).end(body);
    });
    await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  beforeEach(() => (asked = []));
  after(() => server.close());

  const smoke = (stack: Stack, ...args: string[]) =>
    operate(["smoke", "--timeout", "0", ...args], { stack, endpoint: "http://127.0.0.1:1" });

  it("asks each route and each call, and says what they answer", async () => {
    const orders = service("orders", {
      routes: [
        route(["/api/orders*"]),
        route(["/api/admin"], { host: "x.example.com", auth: true }),
      ],
    });
    const stack = stackOf([orders], { url, smoke: { "/api/admin": 401 } });
    const { code, stdout, stderr } = await smoke(stack);
    expect(stderr).to.equal("");
    expect(stdout).to.equal(
      [
        "ok      orders: GET /api/orders → 200",
        "ok      orders: GET /api/admin, host x.example.com, without signing in → 401",
        "ok      GET /api/admin → 401",
        `${url}/: 3 passed, 0 failed\n`,
      ].join("\n"),
    );
    expect(code).to.equal(0);
    expect(asked.sort()).to.deep.equal([
      `GET /api/admin of ${url.slice("http://".length)}`,
      "GET /api/admin of x.example.com",
      `GET /api/orders of ${url.slice("http://".length)}`,
    ]);
  });

  it("fails where nothing answers well, and says what came instead", async () => {
    const paths = ["/api/none", "/api/broken", "/api/old"];
    const orders = service("orders", { routes: [route(paths)] });
    const { code, stdout } = await smoke(
      stackOf([orders], { smoke: { "/api/orders": 403 } }),
      ...["--url", url, "--json"],
    );
    expect(code).to.equal(1);
    const { failed, checks } = JSON.parse(stdout);
    expect(failed).to.equal(4);
    expect(checks.map((one: { failure: string }) => one.failure)).to.deep.equal([
      "no rule of the load balancer takes it",
      "got 503",
      "sent on to https://shop.example.com/api/old; give --url",
      "got 200",
    ]);
  });

  it("fails where nobody listens", async () => {
    const { code, stdout } = await smoke(
      stackOf([], { smoke: { "/": 200 } }),
      ...["--url", "http://127.0.0.1:1"],
    );
    expect(code).to.equal(1);
    expect(stdout).to.match(/^FAILED {2}GET \/ → 200: connect ECONNREFUSED/);
  });

  it("refuses a URL, a time and a stack with which nothing can be asked", async () => {
    const stack = stackOf([]);
    expect(await smoke(stack, "--url", "shop.example.com")).to.deep.include({
      code: 2,
      stderr: 'error: --url is "shop.example.com"; use one with http:// or https://\n',
    });
    expect((await smoke(stack, "--timeout", "1m")).code).to.equal(2);
    expect((await smoke(stack)).stderr).to.include("there is nothing to ask");
  });
});
