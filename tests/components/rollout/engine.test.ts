import { expect } from "chai";

import { MigrationRun } from "../../../components/rollout/migration-run";
import { RolloutCheck } from "../../../components/rollout/rollout-check";
import { Answers } from "../../support/fake-aws";
import { EngineStack, withEngineStack } from "./engine-stack";
import { fakeService } from "./fake-service";
import { CLUSTER, logging, REVISION, taskArn } from "./support";

/** A migration for one image and the check of a service that waits for it. */
const program = (imageDigest: string) => () => {
  const common = { cluster: CLUSTER, taskDefinitionArn: REVISION, region: "us-east-1" };
  const migration = new MigrationRun(
    "migration",
    {
      ...common,
      subnetIds: ["subnet-1"],
      securityGroupIds: ["sg-1"],
      containerName: "migration",
      imageDigest,
      timeoutSeconds: 60,
    },
    {},
  );
  new RolloutCheck(
    "orders",
    { ...common, service: fakeService({ name: "orders" }), asked: {} },
    { dependsOn: [migration] },
  );
  return Promise.resolve();
};

/** A cloud whose migrations end so at once, and whose service runs what was asked for. */
const cloud = (exitCode: number): Answers => ({
  ...logging("migration"),
  ListTasks: () => ({ taskArns: [] }),
  RunTask: () => ({ tasks: [{ taskArn: taskArn("run") }] }),
  DescribeTasks: () => ({
    tasks: [
      {
        taskArn: taskArn("run"),
        lastStatus: "STOPPED",
        stoppedReason: "Essential container in task exited",
        containers: [{ name: "migration", exitCode }],
      },
    ],
  }),
  DescribeServices: () => ({
    services: [
      { deployments: [{ status: "PRIMARY", taskDefinition: REVISION, rolloutState: "COMPLETED" }] },
    ],
  }),
});

describe("a migration and a rollout check in the real engine", function () {
  this.timeout(120_000);
  let stack: EngineStack;

  withEngineStack(made => (stack = made));

  /** What an operation said, and which calls of AWS's it made. */
  const operate = (operation: "preview" | "up", imageDigest: string, exitCode = 0) =>
    stack.operate(operation, program(imageDigest), cloud(exitCode));

  it("ask AWS for nothing in a preview", async () => {
    const { ok, operations } = await operate("preview", "sha256:1");
    expect({ ok, operations }).to.deep.equal({ ok: true, operations: [] });
  });

  it("run once, the check after the migration", async () => {
    const { ok, operations, said } = await operate("up", "sha256:1");
    expect(ok, said).to.equal(true);
    expect(operations.filter(operation => operation === "RunTask")).to.have.length(1);
    expect(operations.indexOf("DescribeServices")).to.be.greaterThan(operations.indexOf("RunTask"));
  });

  it("run no second time for the same image", async () => {
    const { ok, operations } = await operate("up", "sha256:1");
    expect({ ok, operations }).to.deep.equal({ ok: true, operations: [] });
  });

  it("stop `up` with the exit code and the log when the migration for the next image fails", async () => {
    const { ok, operations, said } = await operate("up", "sha256:2", 3);
    expect(ok).to.equal(false);
    expect(said).to.contain("the migration failed: task run stopped");
    expect(said).to.match(
      /container migration: exit code 3\s+\| the last of 20 lines of migration/,
    );
    expect(operations).to.not.include("DescribeServices");
  });

  it("run for that image again once it can", async () => {
    expect((await operate("up", "sha256:2")).operations).to.include("RunTask");
    expect((await operate("up", "sha256:2")).operations).to.deep.equal([]);
  });

  it("run no second time on the way back to an image", async () => {
    const { ok, operations, said } = await operate("up", "sha256:1");
    expect(ok, said).to.equal(true);
    expect(operations).to.deep.equal([]);
    expect(said).to.contain("migration: ran for this image before, and is not run again");
    expect((await operate("up", "sha256:2")).operations).to.deep.equal([]);
  });
});
