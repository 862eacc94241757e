import { expect } from "chai";

import { judgeShift } from "../../../components/rollout/judge-shift";

const wanted = "arn:aws:ecs:us-east-1:123456789012:task-definition/orders:8";
const before = "arn:aws:ecs:us-east-1:123456789012:task-definition/orders:7";

const shift = (status: string, statusReason?: string, taskDefinition = wanted) => ({
  deployment: { status: status as "SUCCESSFUL", statusReason, serviceDeploymentArn: "arn:d" },
  taskDefinition,
});

describe("judgeShift", () => {
  for (const status of ["PENDING", "IN_PROGRESS", "STOP_REQUESTED"]) {
    it(`waits while it is ${status}`, () => {
      expect(judgeShift(shift(status), wanted)).to.deep.equal({ state: "running" });
    });
  }

  it("is done when it is successful", () => {
    expect(judgeShift(shift("SUCCESSFUL"), wanted)).to.deep.equal({
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
      expect(judgeShift(shift(status, "alarm orders-5xx"), wanted)).to.deep.equal({
        state: "failed",
        reason: `${status}: alarm orders-5xx`,
      });
    });
  }

  it("waits while ECS lists only what was before", () => {
    expect(judgeShift(shift("SUCCESSFUL", undefined, before), wanted).state).to.equal("running");
    expect(judgeShift(undefined, wanted).state).to.equal("running");
  });
});
