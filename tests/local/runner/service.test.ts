import { expect } from "chai";
import { RunRecord } from "../../../local/runner/processes/run-record";
import { Service } from "../../../local/runner/service";
import { freePorts, Heard, messageOf, Runs } from "./fixtures/run";
import * as state from "./fixtures/state";

describe("Service", () => {
  const runs = new Runs();

  afterEach(() => runs.end());

  it("says what it was asked and its last lines when its time to become healthy is over", async () => {
    const [port] = await freePorts(1);
    const resources = [
      state.dockerImage(),
      ...state.service("order-service", { env: { BROKEN: "true" } }),
    ];
    const plan = runs.plan(resources, { ORDER_SERVICE_PORT: String(port) });
    // The source itself: nothing is built here.
    const service = { ...plan.services[0], command: ["node", "main.js"] };
    const started = new Service(
      service,
      new Heard(),
      await RunRecord.claim(plan.stateDir, () => undefined),
    );
    const message = await messageOf(() => started.start({ msOf: () => 1000 }));
    await started.stop();
    expect(message).to.equal(
      `order-service did not become healthy in 1 s (/health on port ${port} for its target group: answered 500, not 200)\n    listening on ${port}`,
    );
  });
});
