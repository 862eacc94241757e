import type { Task } from "@aws-sdk/client-ecs";
import { expect } from "chai";

import type { Facts } from "../../../operations/diagnose/facts";
import { findingsOf } from "../../../operations/diagnose/findings";
import { ordersService, revisionArn, target, taskArn } from "../support/ecs";

/** What is found when the service is so, and nothing else is said of it. */
function found(service: object, facts: Partial<Facts> = {}): string[] {
  const [one] = ordersService(service).services;
  return findingsOf({ found: one, failed: [], ...facts }).map(({ what }) => what);
}

function failedTask(revision: number, exitCode: number): Task {
  return {
    taskArn: taskArn("t1"),
    taskDefinitionArn: revisionArn(revision),
    stoppedReason: "Essential container in task exited",
    containers: [{ name: "orders", exitCode }],
  };
}

function targets(...of: object[]): Partial<Facts> {
  return { targets: of };
}

const deployment = { status: "PRIMARY", taskDefinition: revisionArn(2) };
const inProgress = { deployments: [{ ...deployment, rolloutState: "IN_PROGRESS" }] };

describe("findingsOf", () => {
  it("finds nothing in a service that runs as it should", () => {
    expect(found({}, targets(target("healthy"), target("draining"), target("initial")))).to.be
      .empty;
  });

  it("finds nothing in one that sleeps, and in a deployment that goes on", () => {
    expect(found({ desiredCount: 0, runningCount: 0 }, targets())).to.be.empty;
    expect(found({ ...inProgress, runningCount: 0 }, targets(target("initial")))).to.be.empty;
  });

  it("counts tasks that failed for one reason, of the revision that runs", () => {
    const failed = [failedTask(1, 1), failedTask(1, 1), failedTask(1, 137), failedTask(9, 1)];
    expect(found({}, { failed })).to.deep.equal([
      "2 tasks failed: Essential container in task exited; container orders: exit code 1",
      "a task failed: Essential container in task exited; container orders: exit code 137",
    ]);
  });

  it("finds targets that are not healthy", () => {
    const timeout = target("unhealthy", "Target.Timeout", "Request timed out");
    expect(found({}, targets(target("healthy"), timeout, timeout))).to.deep.equal([
      "2 of 3 targets: unhealthy, Target.Timeout, Request timed out",
    ]);
    expect(found({}, targets(target("initial", "Elb.InitialHealthChecking")))).to.deep.equal([
      "1 of 1 targets: initial, Elb.InitialHealthChecking",
    ]);
    expect(found({}, targets())).to.deep.equal(["no task is registered with the load balancer"]);
    expect(found({ runningCount: 0 }, targets())).to.deep.equal(["0 of 1 tasks run"]);
  });

  it("finds events of trouble since it was steady, once each", () => {
    const events = [
      { message: "(service orders) was unable to place a task. Reason: Capacity is unavailable." },
      { message: "(service orders) was unable to place a task. Reason: Capacity is unavailable." },
      { message: "(service orders) has started 1 tasks: (task a)." },
      { message: "(service orders) has reached a steady state." },
      { message: "(service orders) was unable to assume role b" },
    ];
    expect(found({ events })).to.deep.equal([
      "was unable to place a task. Reason: Capacity is unavailable.",
    ]);
  });

  it("does not repeat in an event what a target says", () => {
    const events = [
      { message: "(service orders) (port 3000) is unhealthy due to (reason Request timed out)." },
    ];
    const unwell = targets(target("unhealthy", "Target.Timeout"));
    expect(found({ events }, unwell)).to.deep.equal(["1 of 1 targets: unhealthy, Target.Timeout"]);
  });

  it("finds a deployment that failed, and one that was rolled back, with its tasks", () => {
    const failing = {
      ...deployment,
      rolloutState: "FAILED",
      rolloutStateReason: "circuit breaker",
    };
    expect(found({ deployments: [failing] })).to.deep.equal([
      "the deployment of shop-orders-dev:2 failed: circuit breaker",
    ]);
    const shift = {
      deployment: { status: "ROLLBACK_SUCCESSFUL" as const, statusReason: "circuit breaker" },
      taskDefinition: revisionArn(2),
    };
    expect(found({}, { shift, failed: [failedTask(2, 1)] })).to.deep.equal([
      "a task failed: Essential container in task exited; container orders: exit code 1",
      "the last deployment, of shop-orders-dev:2, is ROLLBACK_SUCCESSFUL: circuit breaker",
    ]);
  });

  it("finds tasks that are not replaced, and a service that goes", () => {
    expect(found({ runningCount: 1, desiredCount: 2 })).to.deep.equal(["1 of 2 tasks run"]);
    expect(found({ status: "DRAINING" })).to.deep.equal(["the service is DRAINING"]);
  });
});
