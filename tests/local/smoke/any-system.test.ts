import { expect } from "chai";
import type { Running, StateResource } from "../../../local/runner";
import { systemChecks } from "../../../local/smoke/any-system";
import type { RateRule } from "../../../local/runner/gateway/types";
import { type Outcome, runChecks } from "../../../local/smoke/checks";
import { rateChecks } from "../../../local/smoke/rate-checks";
import { freePorts, Runs } from "../runner/fixtures/run";
import * as state from "../runner/fixtures/state";

/** Three services behind one load balancer, one of them for all that the others have not. */
const system = (): StateResource[] => [
  state.dockerImage(),
  ...state.balancer(),
  ...state.service("orders", { port: 3000, env: { BASE_PATH: "/api/orders" } }),
  ...state.service("dashboard", { port: 3000 }),
  ...state.service("web", { port: 80 }),
  state.rule(10, ["/api/orders", "/api/orders/*"], "orders"),
  state.rule(20, ["/dashboard*"], "dashboard", {
    conditions: [
      { pathPattern: { values: ["/dashboard*"] } },
      { hostHeader: { values: ["admin.*"] } },
    ],
  }),
  state.rule(30, ["/metrics"], "none", {
    actions: [
      { type: "fixed-response", fixedResponse: { statusCode: "403", contentType: "text/plain" } },
    ],
  }),
  state.rule(99, ["/*"], "web"),
];

describe("smoke of any system", function () {
  this.timeout(60_000);
  const runs = new Runs();

  afterEach(() => runs.end());

  async function launch(resources: StateResource[]): Promise<Running> {
    const names = ["GATEWAY_PORT", "ORDERS_PORT", "DASHBOARD_PORT", "WEB_PORT"];
    const ports = await freePorts(names.length);
    const env = Object.fromEntries(names.map((name, i) => [name, String(ports[i])]));
    const running = await runs.start(runs.plan(resources, env));
    await running.ready;
    return running;
  }

  const check = (running: Running): Promise<Outcome[]> =>
    runChecks(systemChecks(running), () => undefined);

  it("follows from what was deployed, and passes where all is as deployed", async () => {
    const outcomes = await check(await launch(system()));
    expect(outcomes.filter(({ failure }) => failure)).to.deep.equal([]);
    expect(outcomes.map(({ name }) => name)).to.deep.equal([
      "dashboard is well: GET /health",
      "orders is well: GET /health",
      "web is well: GET /health",
      "rule 10: GET /api/orders → orders, before rule 99",
      "rule 10: GET /api/orders/ → orders, before rule 99",
      "rule 20: GET /dashboard, host admin.x → dashboard, before rule 99",
      "rule 30: GET /metrics → 403, before rule 99",
      "rule 99: GET / → web",
      outcomes[8].name,
      "orders is stopped: GET /api/orders → 503",
      "orders is stopped: GET /dashboard, host admin.x → dashboard all the same",
      "orders is stopped: GET / → web all the same",
      "orders is started again: GET /api/orders → orders",
    ]);
    expect(outcomes[8].name).to.match(/^a path that nobody has → web$/);
  });

  it("finds a rule that leads to another service, and one that leads nowhere", async () => {
    const running = await launch(system());
    const [orders, dashboard] = ["orders-tg", "dashboard-tg"].map(name =>
      running.plan.gateways[0].targetGroups.find(group => group.name === name),
    );
    const [own, other] = [orders?.targets[0], dashboard?.targets[0]];
    if (!own || !other) {
      throw new Error("both have a target");
    }
    own.port = other.port;
    const failed = (await check(running)).filter(({ failure }) => failure);
    expect(failed[0]).to.deep.equal({
      name: "rule 10: GET /api/orders → orders, before rule 99",
      failure: 'service is "dashboard", wanted "orders"',
    });
  });

  it("finds a rule that another one shadows", async () => {
    const shadow = state.rule(5, ["/*"], "web");
    const running = await launch([...system(), { ...shadow, urn: `${shadow.urn}-shadow` }]);
    const failed = (await check(running)).filter(({ failure }) => failure);
    expect(failed.map(({ failure }) => failure)).to.include(
      "no request was found that is not answered by rule 5",
    );
  });

  describe("a limit", () => {
    const limit: RateRule = {
      name: "orders",
      limit: 30,
      windowSeconds: 60,
      scope: { kind: "path", position: "STARTS_WITH", text: "/api/orders", transformations: [] },
      answer: { statusCode: 429, headers: [], body: "" },
    };

    it("is asked for more than it lets in, and others meanwhile", async () => {
      const running = await launch(system());
      running.plan.gateways[0].rateRules.push(limit);
      expect((await check(running)).slice(-2)).to.deep.equal([
        { name: "limit orders: more than 30 GET /api/orders → 429", failure: undefined },
        { name: "limit orders: GET /dashboard is answered all the same", failure: undefined },
      ]);
    });

    it("that is not kept is found", async () => {
      const [gateway] = (await launch(system())).plan.gateways;
      const checks = rateChecks({ ...gateway, rateRules: [limit] }, []);
      expect(await runChecks(checks, () => undefined)).to.deep.equal([
        {
          name: "limit orders: more than 30 GET /api/orders → 429",
          failure: "80 requests were let in",
        },
      ]);
    });
  });
});
