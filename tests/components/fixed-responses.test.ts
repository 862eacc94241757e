import * as aws from "@pulumi/aws";
import { expect } from "chai";

import { FixedResponse, LoadBalancer } from "../../components";
import { routePriority } from "../../components/plan/route-priority";
import { failureOf } from "../support/failure";
import { record } from "../support/mocks";
import { platformOf } from "../support/platform";

const balancer = (...responses: FixedResponse[]) =>
  record(() => {
    const { scope, network, key } = platformOf("dev");
    return new LoadBalancer("subject", { scope, network, key, responses });
  });

const METRICS: FixedResponse = { path: "/metrics*", status: 403 };
const HEALTH: FixedResponse = {
  path: "/health",
  status: 200,
  body: "well",
  contentType: "text/plain",
};
const PREFLIGHT: FixedResponse = { path: "/api/*", methods: ["OPTIONS"], status: 204 };

describe("the answers of a load balancer's own", () => {
  it("are rules of its listener, in the place that a service's route would have", async () => {
    const recording = await balancer(METRICS, HEALTH);
    const rules = recording.all(aws.lb.ListenerRule);
    expect(rules.map(({ name, inputs }) => [name, inputs.priority])).to.have.deep.members([
      ["subject-/metrics*", routePriority(["/metrics*"])],
      ["subject-/health", routePriority(["/health"])],
    ]);
    for (const { options } of rules) {
      expect(options).to.include({ deleteBeforeReplace: true });
      expect(options.propertyDependencies.listenerArn).to.deep.equal([
        recording.only(aws.lb.Listener, "subject-http").urn,
      ]);
    }
  });

  it("are as asked, or say what the status says", async () => {
    const recording = await balancer(METRICS, HEALTH, PREFLIGHT);
    const answer = (name: string) => recording.only(aws.lb.ListenerRule, name).inputs.actions;
    expect(answer("subject-/health")).to.deep.equal([
      {
        type: "fixed-response",
        fixedResponse: { statusCode: "200", contentType: "text/plain", messageBody: "well" },
      },
    ]);
    expect(answer("subject-/metrics*")[0].fixedResponse).to.deep.equal({
      statusCode: "403",
      contentType: "application/json",
      messageBody: '{"error":{"code":"forbidden","message":"Forbidden"}}',
    });
    expect(answer("subject-/api/* OPTIONS")[0].fixedResponse).to.deep.equal({
      statusCode: "204",
      contentType: "application/json",
    });
  });

  it("are given to what the conditions say", async () => {
    const recording = await balancer(PREFLIGHT);
    expect(recording.only(aws.lb.ListenerRule).inputs.conditions).to.deep.equal([
      { pathPattern: { values: ["/api/*"] } },
      { httpRequestMethod: { values: ["OPTIONS"] } },
    ]);
  });

  it("may not hide or meet a service's route", async () => {
    const { result } = await balancer(METRICS, { path: "/old/*", status: 410, priority: 5 });
    expect(() => result.registerRoutes("orders", ["/metrics*"])).to.throw(
      "orders (/metrics*) and subject (/metrics*) both have priority",
    );
    expect(() => result.registerRoutes("orders", ["/old/orders"])).to.throw(
      "orders (/old/orders) is never reached: subject (/old/*) comes first",
    );
  });

  it("count among the hundred rules", async () => {
    const { result } = await balancer(METRICS);
    const routes = Array.from({ length: 100 }, (_, i) => ({ path: `/p${i}`, priority: i + 1 }));
    expect(() => result.registerRoutes("many", routes)).to.throw("rules 2 to 101");
  });

  for (const [response, message] of [
    [
      { path: "/x", status: 302 },
      'LoadBalancer "subject": responses /x: status is 302; use 200 to',
    ],
    [{ path: "/x", status: 1000 }, "status is 1000"],
    [{ path: "/x", status: 200.5 }, "status is 200.5"],
    [{ path: "/x", status: 200, body: "é".repeat(513) }, "body has 1026 bytes; use at most 1024"],
  ] as const) {
    it(`are not ${JSON.stringify(response).slice(0, 40)}`, async () => {
      expect(await failureOf(balancer(response))).to.contain(message);
    });
  }
});
