import type { Task } from "@aws-sdk/client-ecs";
import { expect } from "chai";

import { chooseContainer, chooseTask } from "../../../operations/exec/choose";
import { service, stackOf } from "../support/account";
import { taskArn } from "../support/ecs";

const orders = service("orders");
const stack = stackOf([orders]);

function task(id: string, startedAt: number, own: Partial<Task> = {}): Task {
  const managedAgents = [{ name: "ExecuteCommandAgent" as const, lastStatus: "RUNNING" }];
  return {
    taskArn: taskArn(id),
    lastStatus: "RUNNING",
    startedAt: new Date(startedAt),
    enableExecuteCommand: true,
    containers: [{ name: "orders", runtimeId: "r1", managedAgents }, { name: "proxy" }],
    ...own,
  };
}

describe("chooseTask", () => {
  const tasks = [
    task("aa11", 1),
    task("ab22", 3),
    task("cc33", 2),
    task("dd44", 4, { lastStatus: "PENDING" }),
  ];

  it("takes the newest that runs", () => {
    expect(chooseTask(tasks, stack, orders, undefined)).to.equal(tasks[1]);
  });

  it("takes the one whose identifier begins so, or whose ARN it is", () => {
    expect(chooseTask(tasks, stack, orders, "aa")).to.equal(tasks[0]);
    expect(chooseTask(tasks, stack, orders, taskArn("cc33"))).to.equal(tasks[2]);
  });

  it("refuses one that does not run, and one of several", () => {
    const known = "use one of ab22, cc33, aa11";
    expect(() => chooseTask(tasks, stack, orders, "dd44")).to.throw(
      `--task is "dd44", which does not run; ${known}`,
    );
    expect(() => chooseTask(tasks, stack, orders, "a")).to.throw(
      `--task is "a", which is the beginning of several; ${known}`,
    );
  });

  it("says that none runs", () => {
    expect(() => chooseTask([tasks[3]], stack, orders, undefined)).to.throw(
      "no task of orders runs; npm run diagnose -- orders --stack shop-dev says why",
    );
  });
});

describe("chooseContainer", () => {
  it("takes the service's own", () => {
    expect(chooseContainer(task("aa11", 1), orders).runtimeId).to.equal("r1");
  });

  it("refuses one that the task does not have", () => {
    expect(() => chooseContainer(task("aa11", 1), orders, "nginx")).to.throw(
      '--container is "nginx"; the task has orders, proxy',
    );
  });

  it("says that the task was started without ECS Exec", () => {
    const before = task("aa11", 1, { enableExecuteCommand: false });
    expect(() => chooseContainer(before, orders)).to.throw(
      "task aa11 was started without ECS Exec",
    );
  });

  it("says that ECS Exec does not run there", () => {
    expect(() => chooseContainer(task("aa11", 1), orders, "proxy")).to.throw(
      "ECS Exec does not run in container proxy of task aa11 (no agent)",
    );
    const managedAgents = [
      { name: "ExecuteCommandAgent" as const, lastStatus: "STOPPED", reason: "no network" },
    ];
    const stopped = task("aa11", 1, { containers: [{ name: "orders", managedAgents }] });
    expect(() => chooseContainer(stopped, orders)).to.throw("(STOPPED: no network)");
  });
});
