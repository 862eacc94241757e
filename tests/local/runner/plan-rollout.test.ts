import { expect } from "chai";
import type { RunPlan } from "../../../local/runner";
import { plan } from "./fixtures/plan";
import * as state from "./fixtures/state";

/** A service of which a new version can come out. */
const usual: state.ServiceOptions = { env: { PORT: "4001" } };

describe("planRun, a service's rollout", () => {
  const rollout = (options: state.ServiceOptions, env: Record<string, string> = {}) =>
    rolloutOf(plan(state.service("web", { ...usual, ...options }), env));
  const rolloutOf = ({ services }: RunPlan) => services[0].rollout;

  it("asks what its target group asks, once the grace period of the service is over", () => {
    expect(rollout({ over: { healthCheckGracePeriodSeconds: 60 } })).to.deep.equal({
      checks: [
        {
          ...{ path: "/health", port: 4001, matcher: "200", intervalSeconds: 0.2 },
          ...{ timeoutSeconds: 1, healthyThreshold: 2, unhealthyThreshold: 2 },
          ...{ graceSeconds: 60, targetGroupArn: state.targetGroupArn("web") },
        },
      ],
      deregistrationSeconds: 300,
    });
  });

  it("asks what its container asks too, from the end of the longer grace on", () => {
    const command = ["CMD-SHELL", "curl -f http://localhost:4001/ready"];
    const own = { command, interval: 10, timeout: 2, retries: 4, startPeriod: 20 };
    const asked = (grace?: number) =>
      rollout({ healthCheck: own, over: { healthCheckGracePeriodSeconds: grace } })?.checks[1];
    expect(asked(5)).to.deep.include({
      ...{ path: "/ready", port: 4001, intervalSeconds: 10, timeoutSeconds: 2 },
      ...{ unhealthyThreshold: 4, graceSeconds: 20 },
    });
    expect(asked(30)?.graceSeconds).to.equal(30);
    expect(asked()?.graceSeconds).to.equal(20);
  });

  it("waits for requests as long as the target group says", () => {
    expect(rollout({ group: { deregistrationDelay: 30 } })?.deregistrationSeconds).to.equal(30);
  });

  it("asks the port that a variable moved", () => {
    expect(rollout({}, { WEB_PORT: "4100" })?.checks[0].port).to.equal(4100);
  });

  for (const [what, options] of [
    ["whose PORT is not there", { env: {} }],
    ["whose PORT is another than its container's", { env: { PORT: "4002" } }],
    ["that is asked at another port", { health: { port: "4002" } }],
    [
      "that nobody asks over HTTP",
      { over: { loadBalancers: [] }, healthCheck: { command: ["CMD", "true"] } },
    ],
  ] as [string, state.ServiceOptions][]) {
    it(`is not there for a service ${what}`, () => {
      expect(rollout(options)).to.equal(undefined);
    });
  }

  it("is there for a service that only its own container asks", () => {
    const command = ["CMD-SHELL", "wget -q http://127.0.0.1:4001/health"];
    const found = rollout({ over: { loadBalancers: [] }, healthCheck: { command } });
    expect(found?.checks.map(({ path }) => path)).to.deep.equal(["/health"]);
    expect(found?.deregistrationSeconds).to.equal(0);
  });
});
