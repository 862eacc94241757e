import { expect } from "chai";

import { waitingHooks } from "../../../components/rollout/waiting-hooks";

describe("waitingHooks", () => {
  const until = new Date("2026-11-21T18:00:00Z");

  it("tells the pause that a deployment waits at, how long, and what follows", () => {
    const deployment = {
      lifecycleStage: "POST_TEST_TRAFFIC_SHIFT",
      lifecycleHookDetails: [
        { hookId: "h-0", targetType: "PAUSE", status: "SUCCEEDED" },
        { hookId: "h-1", targetType: "PAUSE", status: "AWAITING_ACTION", expiresAt: until },
        { hookId: "h-2", targetType: "AWS_LAMBDA", status: "IN_PROGRESS" },
      ],
    } as const;
    expect(
      waitingHooks({ ...deployment, lifecycleHookDetails: [...deployment.lifecycleHookDetails] }),
    ).to.deep.equal([
      { hookId: "h-1", stage: "POST_TEST_TRAFFIC_SHIFT", until, afterwards: "ROLLBACK" },
    ]);
  });

  it("tells when ECS goes on by itself with the new version", () => {
    const [hook] = waitingHooks({
      lifecycleStage: "BAKE_TIME",
      lifecycleHookDetails: [
        { hookId: "h-1", status: "AWAITING_ACTION", timeoutAction: "CONTINUE" },
      ],
    });
    expect(hook.afterwards).to.equal("CONTINUE");
  });

  it("tells none where nothing waits", () => {
    expect(waitingHooks({ lifecycleStage: "BAKE_TIME" })).to.deep.equal([]);
  });
});
