import { expect } from "chai";

import { stackOf } from "./support/account";
import { operate } from "./support/operate";
import { playRecording, Recording, refusal } from "./support/recorded";

const ARN = "arn:aws:ecs:us-east-1:123456789012";
const REVISION = `${ARN}:task-definition/shop-migration-dev:4`;

const migration = (name: string) => ({
  name,
  container: name,
  logGroup: "/ecs/shop-dev",
  taskDefinitionArn: `${ARN}:task-definition/shop-${name}-dev:4`,
  subnetIds: ["subnet-1", "subnet-2"],
  securityGroupIds: ["sg-1"],
  timeoutSeconds: 900,
});
const stack = stackOf([], { migrations: [migration("migration"), migration("seed")] });

const task = (id: string, own: object = {}) => ({
  taskArn: `${ARN}:task/shop-dev/${id}`,
  taskDefinitionArn: REVISION,
  lastStatus: "RUNNING",
  ...own,
});

/** A task that ended, with what its container printed. */
const ended = (exitCode: number) => ({
  tasks: [
    task("t1", {
      lastStatus: "STOPPED",
      stoppedReason: "Essential container in task exited",
      containers: [
        { name: "migration", exitCode },
        { name: "seed", exitCode },
      ],
    }),
  ],
});

/** ECS that starts a task and tells at once that it has ended. */
const account = (exitCode: number): Recording => ({
  ListTasks: { taskArns: [] },
  RunTask: { tasks: [task("t1", { lastStatus: "PROVISIONING" })] },
  DescribeTasks: ended(exitCode),
  DescribeTaskDefinition: {
    taskDefinition: {
      containerDefinitions: [
        {
          name: "migration",
          logConfiguration: {
            logDriver: "awslogs",
            options: {
              "awslogs-group": "/ecs/shop-dev",
              "awslogs-stream-prefix": "migration",
            },
          },
        },
      ],
    },
  },
  GetLogEvents: { events: [{ message: "applied 0002_orders" }] },
});

/** Runs the command against recorded answers; what it printed, and what it asked. */
async function migrate(recording: Recording, ...args: string[]) {
  const aws = await playRecording(recording);
  try {
    const outcome = await operate(["migrate", ...args], { stack, endpoint: aws.url });
    return { ...outcome, calls: aws.calls };
  } finally {
    await aws.stop();
  }
}

describe("npm run migrate", () => {
  it("runs each task in its own network, waits for it and shows its log", async () => {
    const { code, stdout, stderr, calls } = await migrate(account(0));
    expect(stderr).to.equal("");
    expect(code).to.equal(0);
    expect(stdout).to.include("migration: started task t1\n");
    expect(stdout).to.include("seed: started task t1\n");
    expect(stdout).to.include("migration: done\ntask t1 stopped: Essential container");
    expect(stdout).to.include("  | applied 0002_orders");
    const runs = calls.filter(({ operation }) => operation === "RunTask");
    expect(runs.map(({ input }) => input.taskDefinition)).to.deep.equal(
      stack.migrations.map(({ taskDefinitionArn }) => taskDefinitionArn),
    );
    expect(runs[0].input.networkConfiguration.awsvpcConfiguration).to.deep.equal({
      subnets: ["subnet-1", "subnet-2"],
      securityGroups: ["sg-1"],
      assignPublicIp: "DISABLED",
    });
  });

  it("stops at the first that fails, with its exit code and the end of its log", async () => {
    const { code, stdout, calls } = await migrate(account(3), "--json");
    expect(code).to.equal(1);
    const { migrations } = JSON.parse(stdout);
    expect(migrations).to.have.length(1);
    expect(migrations[0]).to.include({ name: "migration", task: "t1", exitCode: 3 });
    expect(migrations[0].report).to.match(/exit code 3[^]*\| applied 0002_orders/);
    expect(calls.filter(({ operation }) => operation === "RunTask")).to.have.length(1);
  });

  it("gives the named task another command", async () => {
    const { code, calls } = await migrate(
      account(0),
      ...["migration", "node", "dist/migrate.js", "down"],
    );
    expect(code).to.equal(0);
    const run = calls.find(({ operation }) => operation === "RunTask");
    expect(run?.input.overrides.containerOverrides).to.deep.equal([
      { name: "migration", command: ["node", "dist/migrate.js", "down"] },
    ]);
  });

  it("waits for a run of the same revision that is under way, and starts none beside it", async () => {
    const { code, stdout, calls } = await migrate(
      {
        ...account(0),
        ListTasks: { taskArns: [task("t0").taskArn] },
        DescribeTasks: [{ tasks: [task("t0")] }, ended(0)],
      },
      "migration",
    );
    expect(code).to.equal(0);
    expect(stdout).to.include("migration: waits for task t0, which is under way\n");
    expect(calls.map(({ operation }) => operation)).to.not.include("RunTask");
  });

  it("does not run a command beside another run", async () => {
    const { code, stderr, calls } = await migrate(
      { ListTasks: { taskArns: [task("t0").taskArn] }, DescribeTasks: { tasks: [task("t0")] } },
      ...["migration", "npm", "run", "down"],
    );
    expect(code).to.equal(1);
    expect(stderr).to.equal(
      "error: another run of migration is under way: task t0 of shop-migration-dev:4; repeat when it has ended\n",
    );
    expect(calls.map(({ operation }) => operation)).to.not.include("RunTask");
  });

  it("says why ECS did not start it", async () => {
    const failures = [{ reason: "Capacity is unavailable at this time." }];
    const { code, stderr } = await migrate({ ...account(0), RunTask: { tasks: [], failures } });
    expect(code).to.equal(1);
    expect(stderr).to.equal(
      "error: migration did not start: Capacity is unavailable at this time.\n",
    );
  });

  it("says that the credentials have expired, before anything is started", async () => {
    const { code, stderr, calls } = await migrate({ ListTasks: refusal("ExpiredTokenException") });
    expect(code).to.equal(3);
    expect(stderr).to.include("the AWS credentials have expired");
    expect(calls.map(({ operation }) => operation)).to.deep.equal(["ListTasks"]);
  });

  it("refuses a task that the stack does not have", async () => {
    const { code, stderr, calls } = await migrate({}, "nothing");
    expect(code).to.equal(2);
    expect(stderr).to.equal('error: there is no one-off task "nothing"; use migration, seed\n');
    expect(calls).to.deep.equal([]);
  });

  it("refuses a version of a task whose image is in no repository of the stack", async () => {
    const { code, stderr, calls } = await migrate({}, "--version", "v2");
    expect(code).to.equal(2);
    expect(stderr).to.include("migration has its image from no repository of the stack");
    expect(calls).to.deep.equal([]);
  });
});
