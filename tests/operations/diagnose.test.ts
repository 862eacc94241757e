import { expect } from "chai";

import type { Report } from "../../operations/diagnose/report";
import { service, stackOf } from "./support/account";
import {
  groupArn,
  ordersDefinition,
  ordersService,
  revisionArn,
  target,
  taskArn,
} from "./support/ecs";
import { operate } from "./support/operate";
import { Recording } from "./support/recorded";
import { withRecording } from "./support/with-recording";

const SECRET =
  "ResourceInitializationError: unable to pull secrets or registry auth: unable to retrieve secret from asm: ResourceNotFoundException: Secrets Manager can't find the specified secret value for staging label: AWSCURRENT";

const stack = stackOf([service("orders", { targetGroupArns: [groupArn("orders")] })]);

/** A service that runs. */
const well: Recording = {
  DescribeServices: ordersService(),
  ListTasks: { taskArns: [] },
  ListServiceDeployments: { serviceDeployments: [] },
  DescribeTargetHealth: { TargetHealthDescriptions: [target("healthy")] },
};

/** A service whose new version does not start: a container crashed, before that a secret had no value. */
const unwell: Recording = {
  ...well,
  DescribeServices: ordersService({
    runningCount: 0,
    deployments: [
      {
        status: "PRIMARY",
        taskDefinition: revisionArn(2),
        rolloutState: "FAILED",
        rolloutStateReason: "tasks failed to start.",
        desiredCount: 1,
        runningCount: 0,
      },
    ],
    events: [
      {
        createdAt: 1769851800,
        message: "(service orders) deployment failed: tasks failed to start.",
      },
    ],
  }),
  ListTasks: { taskArns: ["t1", "t2", "t3"].map(taskArn) },
  DescribeTasks: {
    tasks: [
      {
        taskArn: taskArn("t1"),
        taskDefinitionArn: revisionArn(2),
        lastStatus: "STOPPED",
        stopCode: "TaskFailedToStart",
        stoppedReason: SECRET,
        stoppedAt: 1769851000,
        containers: [{ name: "orders" }],
      },
      {
        taskArn: taskArn("t2"),
        taskDefinitionArn: revisionArn(2),
        lastStatus: "STOPPED",
        stopCode: "EssentialContainerExited",
        stoppedReason: "Essential container in task exited",
        stoppedAt: 1769851500,
        containers: [{ name: "orders", exitCode: 1 }],
      },
      {
        taskArn: taskArn("t3"),
        taskDefinitionArn: revisionArn(2),
        lastStatus: "STOPPED",
        stopCode: "ServiceSchedulerInitiated",
        stoppedReason: "Scaling activity initiated by (deployment ecs-svc/1)",
      },
    ],
  },
  DescribeTaskDefinition: ordersDefinition,
  GetLogEvents: { events: [{ message: "Error: no such table: orders" }] },
  DescribeTargetHealth: { TargetHealthDescriptions: [] },
};

describe("npm run diagnose", () => {
  const diagnose = (args: string[], recording: Recording = {}) =>
    withRecording(recording, async (endpoint, calls) => ({
      ...(await operate(["diagnose", ...args], { stack, endpoint })),
      calls,
    }));

  it("finds nothing wrong with a service that runs", async () => {
    const { code, stdout, stderr } = await diagnose(["orders"], well);
    expect([code, stderr]).to.deep.equal([0, ""]);
    expect(stdout.trim().split("\n").pop()).to.equal("nothing is wrong with orders");
  });

  it("tells the tasks that failed with their last log lines, what it means, and the verdict", async () => {
    const { code, stdout, calls } = await diagnose(["orders"], unwell);
    expect(code).to.equal(1);
    expect(stdout).to.equal(`Tasks: 0 run, 0 start, 1 wanted

Deployments:
  PRIMARY  shop-orders-dev:2  FAILED  0/1  tasks failed to start.

Targets:
  none

Events, the newest first:
  2026-01-31T09:30:00.000Z deployment failed: tasks failed to start.

Tasks that failed within the last hour, the newest first:
  shop-orders-dev:2 task t2 stopped: Essential container in task exited
  container orders: exit code 1
    | Error: no such table: orders
  shop-orders-dev:2 task t1 stopped: ${SECRET}
  container orders: exit code none
    | Error: no such table: orders

What is wrong:
  a task failed: Essential container in task exited; container orders: exit code 1
    means: its process ended with an error
    to do: its last log lines say why; npm run rollback -- orders --outputs outputs.json goes back to the version before
  a task failed: ${SECRET}
    means: a secret or parameter that it takes has no value or is not there
    to do: npm run set-parameters -- --outputs outputs.json shows which wait for a value, and puts it; pulumi up makes them
  the deployment of shop-orders-dev:2 failed: tasks failed to start.
    means: the version that was asked for is not the one that runs
    to do: mend what the tasks say, and deploy again; npm run status -- --outputs outputs.json shows what runs
  0 of 1 tasks run
    means: ECS has not (yet) replaced tasks that stopped
    to do: the events and stopped tasks say why; with nothing there wait a minute and look again

orders is not well: its process ended with an error
`);
    expect(calls.find(({ operation }) => operation === "GetLogEvents")?.input).to.include({
      logGroupName: "/ecs/shop-dev",
      logStreamName: "orders/orders/t2",
    });
  });

  it("prints the same as JSON, with as many tasks as wanted", async () => {
    const { code, stdout } = await diagnose(["orders", "--json", "--tasks", "1"], unwell);
    const report = JSON.parse(stdout) as Report;
    expect([code, report.service, report.well, report.findings.length]).to.deep.equal([
      1,
      "orders",
      false,
      4,
    ]);
    expect(
      report.failedTasks.map(({ task, stopCode, reason }) => ({ task, stopCode, reason })),
    ).to.deep.equal([
      {
        task: "t2",
        stopCode: "EssentialContainerExited",
        reason: "Essential container in task exited; container orders: exit code 1",
      },
    ]);
  });

  it("says that the service is not there", async () => {
    const { code, stderr } = await diagnose(["orders"], { DescribeServices: { services: [] } });
    expect([code, stderr]).to.deep.equal([
      1,
      "error: orders: ECS has no service orders in cluster shop-dev; npm run status -- --outputs outputs.json shows what is there, pulumi up makes it\n",
    ]);
  });

  it("refuses what it cannot do, without asking AWS", async () => {
    const { code, stderr, calls } = await diagnose(["orders", "--tasks", "many"]);
    expect([code, stderr, calls]).to.deep.equal([
      2,
      'error: --tasks is "many"; use 0 to 100\n',
      [],
    ]);
  });

  it("says that AWS does not answer", async () => {
    const { code } = await operate(["diagnose", "orders"], {
      stack,
      endpoint: "http://127.0.0.1:1",
    });
    expect(code).to.equal(3);
  });
});
