import { expect } from "chai";

import { isOver, judgeShift } from "../../../components/rollout/judge-shift";

const shift = (status: string, statusReason?: string) => ({
  deployment: { status: status as "SUCCESSFUL", statusReason, serviceDeploymentArn: "arn:d" },
});

describe("judgeShift", () => {
  for (const status of ["PENDING", "IN_PROGRESS", "STOP_REQUESTED"]) {
    it(`waits while it is ${status}`, () => {
      expect(judgeShift(shift(status))).to.deep.equal({ state: "running" });
    });
  }

  it("is done when it is successful", () => {
    expect(judgeShift(shift("SUCCESSFUL"))).to.deep.equal({
      state: "done",
      deploymentId: "arn:d",
    });
  });

  for (const status of [
    "ROLLBACK_REQUESTED",
    "ROLLBACK_IN_PROGRESS",
    "ROLLBACK_SUCCESSFUL",
    "ROLLBACK_FAILED",
    "STOPPED",
  ]) {
    it(`fails when it is ${status}`, () => {
      expect(judgeShift(shift(status, "alarm orders-5xx"))).to.deep.equal({
        state: "failed",
        reason: `${status}: alarm orders-5xx`,
      });
    });
  }

  it("is over once ECS is done with it, not while it takes it back", () => {
    const over = ["SUCCESSFUL", "STOPPED", "ROLLBACK_SUCCESSFUL", "ROLLBACK_FAILED"];
    for (const status of [...over, "ROLLBACK_IN_PROGRESS", "IN_PROGRESS", "STOP_REQUESTED"]) {
      expect([status, isOver(shift(status).deployment)]).to.deep.equal([
        status,
        over.includes(status),
      ]);
    }
  });
});
