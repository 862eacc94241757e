import type { Deployment, Service } from "@aws-sdk/client-ecs";
import { expect } from "chai";

import { judgeRollout } from "../../../components/rollout/judge-rollout";

const wanted = "arn:aws:ecs:us-east-1:123456789012:task-definition/orders:8";
const before = "arn:aws:ecs:us-east-1:123456789012:task-definition/orders:7";

const service = (...deployments: Deployment[]): Service => ({ status: "ACTIVE", deployments });
const primary = (taskDefinition: string, rest: Deployment): Deployment => ({
  status: "PRIMARY",
  id: "ecs-svc/1",
  taskDefinition,
  ...rest,
});

describe("judgeRollout", () => {
  it("waits while the new revision comes up", () => {
    const state = service(primary(wanted, { rolloutState: "IN_PROGRESS" }), {
      status: "ACTIVE",
      taskDefinition: before,
    });
    expect(judgeRollout(state, wanted)).to.deep.equal({ state: "running" });
  });

  it("is done when the new revision is the primary and complete", () => {
    expect(
      judgeRollout(service(primary(wanted, { rolloutState: "COMPLETED" })), wanted),
    ).to.deep.equal({
      state: "done",
      deploymentId: "ecs-svc/1",
    });
  });

  it("fails when ECS completed a rollback to the revision before", () => {
    const state = service(primary(before, { rolloutState: "COMPLETED" }), {
      status: "INACTIVE",
      taskDefinition: wanted,
      rolloutState: "FAILED",
      rolloutStateReason: "ECS deployment circuit breaker: tasks failed to start.",
    });
    expect(judgeRollout(state, wanted)).to.deep.equal({
      state: "failed",
      reason: `ECS rolled back to ${before}: ECS deployment circuit breaker: tasks failed to start.`,
    });
  });

  it("fails when ECS gave up and had nothing to go back to", () => {
    const state = service(
      primary(wanted, { rolloutState: "FAILED", rolloutStateReason: "no healthy task" }),
    );
    expect(judgeRollout(state, wanted)).to.deep.equal({
      state: "failed",
      reason: "no healthy task",
    });
  });

  for (const [what, state] of [
    ["is missing", undefined],
    ["was deleted", { status: "INACTIVE", deployments: [] }],
  ] as const) {
    it(`fails when the service ${what}`, () => {
      expect(judgeRollout(state as Service | undefined, wanted)).to.deep.equal({
        state: "failed",
        reason: "the service is not there",
      });
    });
  }
});
