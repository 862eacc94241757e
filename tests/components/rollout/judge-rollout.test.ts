import type { Deployment, Service } from "@aws-sdk/client-ecs";
import { expect } from "chai";

import { judge } from "../../../components/rollout/judge-rollout";
import type { Shift } from "../../../components/rollout/judge-shift";

const wanted = "arn:aws:ecs:us-east-1:123456789012:task-definition/orders:8";
const before = "arn:aws:ecs:us-east-1:123456789012:task-definition/orders:7";

const service = (...deployments: Deployment[]): Service => ({ status: "ACTIVE", deployments });
const primary = (taskDefinition: string, rest: Deployment): Deployment => ({
  status: "PRIMARY",
  id: "ecs-svc/1",
  taskDefinition,
  ...rest,
});

/** What a look that saw this says. */
const verdict = (seen: Service | undefined, rest: { other?: Shift; shift?: Shift } = {}) =>
  judge(
    {
      service: seen,
      wanted,
      ours: seen?.deployments?.find(one => one.taskDefinition === wanted),
      failed: [],
      newestAt: 0,
      ...rest,
    },
    { shifting: "other" in rest || "shift" in rest, settled: false },
  );

describe("a look at a rollout", () => {
  it("waits while the new revision comes up", () => {
    const state = service(primary(wanted, { rolloutState: "IN_PROGRESS" }), {
      status: "ACTIVE",
      taskDefinition: before,
    });
    expect(verdict(state)).to.deep.equal({ state: "running" });
  });

  it("is done when the new revision is the primary and complete", () => {
    expect(verdict(service(primary(wanted, { rolloutState: "COMPLETED" })))).to.deep.equal({
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
    expect(verdict(state)).to.deep.equal({
      state: "failed",
      reason: `ECS rolled back to ${before}: ECS deployment circuit breaker: tasks failed to start.`,
    });
  });

  it("fails when ECS gave up and had nothing to go back to", () => {
    const state = service(
      primary(wanted, { rolloutState: "FAILED", rolloutStateReason: "no healthy task" }),
    );
    expect(verdict(state)).to.deep.equal({
      state: "failed",
      reason: "no healthy task",
    });
  });

  for (const [what, state] of [
    ["is missing", undefined],
    ["was deleted", { status: "INACTIVE", deployments: [] }],
  ] as const) {
    it(`fails when the service ${what}`, () => {
      expect(verdict(state as Service | undefined)).to.deep.equal({
        state: "failed",
        reason: "the service is not there",
      });
    });
  }

  const completed = (taskDefinition: string) =>
    service(primary(taskDefinition, { rolloutState: "COMPLETED" }));
  const other = (status: string): Shift => ({
    deployment: { status: status as "SUCCESSFUL" },
    taskDefinition: "arn:aws:ecs:us-east-1:123456789012:task-definition/orders:9",
  });

  for (const [status, runs] of [
    ["SUCCESSFUL", wanted],
    ["ROLLBACK_SUCCESSFUL", before],
  ]) {
    it(`fails when something else was deployed since, ${status}, and ${runs} runs`, () => {
      expect(verdict(completed(runs), { other: other(status) })).to.deep.equal({
        state: "failed",
        reason: `something else was deployed: orders:9, ${status}`,
      });
    });
  }

  it("is done when something else was taken back and ours runs", () => {
    const state = verdict(completed(wanted), { other: other("ROLLBACK_SUCCESSFUL") });
    expect(state.state).to.equal("done");
  });

  for (const status of ["IN_PROGRESS", "ROLLBACK_IN_PROGRESS"]) {
    it(`waits while something else is ${status}`, () => {
      const state = verdict(completed(wanted), { other: other(status) });
      expect(state).to.deep.equal({ state: "running" });
    });
  }

  it("waits where ECS's account of the deployment decides and tells nothing for once", () => {
    const state = verdict(completed(wanted), { shift: undefined });
    expect(state).to.deep.equal({ state: "running" });
  });
});
