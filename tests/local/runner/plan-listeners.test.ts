import { expect } from "chai";
import { plan } from "./fixtures/plan";
import * as state from "./fixtures/state";

describe("planRun: listeners", () => {
  const https = { arn: "arn:https", port: 443, protocol: "HTTPS" };
  const redirect = { type: "redirect", redirect: { statusCode: "HTTP_301", protocol: "HTTPS" } };

  it("serves the HTTPS listener that forwards, not the HTTP one that redirects", () => {
    const { gateways, notes } = plan([
      ...state.balancer().slice(0, 1),
      state.listener({ defaultActions: [redirect] }),
      state.listener(https, "https"),
      ...state.service("order-service"),
      state.rule(10, ["/b"], "order-service", { listenerArn: "arn:https" }),
      state.rule(9, ["/a"], "order-service", { listenerArn: "arn:https" }),
    ]);
    expect(gateways[0].rules.map(({ priority }) => priority)).to.deep.equal([9, 10]);
    expect(notes).to.deep.equal([
      "listener HTTP:80 of alb is not served here: it only redirects",
      "listener HTTPS:443 of alb is served as plain HTTP here",
    ]);
  });

  it("says that a load balancer without a listener that answers is not served", () => {
    const { gateways, notes } = plan([
      ...state.balancer().slice(0, 1),
      state.listener({ defaultActions: [redirect] }),
    ]);
    expect(gateways).to.deep.equal([]);
    expect(notes).to.include(
      "load balancer alb is not served here: no listener of it answers requests",
    );
  });

  it("gives every load balancer and database its own port and variable", () => {
    const second = [
      state.resource("aws:lb/loadBalancer:LoadBalancer", "inner", { arn: "arn:inner" }),
      state.listener({ arn: "arn:l2", loadBalancerArn: "arn:inner" }, "inner"),
      { ...state.database({ identifier: "two" }), urn: "urn:pulumi:local::test::x::reports-db" },
    ];
    const { gateways, databases } = plan([state.database(), ...state.balancer(), ...second]);
    expect(gateways.map(({ name, port, variable }) => [name, port, variable])).to.deep.equal([
      ["alb", 8080, "GATEWAY_PORT"],
      ["inner", 8081, "INNER_PORT"],
    ]);
    expect(databases.map(({ name, port, variable }) => [name, port, variable])).to.deep.equal([
      ["oms", 5433, "POSTGRES_PORT"],
      ["two", 5434, "REPORTS_DB_PORT"],
    ]);
  });
});
