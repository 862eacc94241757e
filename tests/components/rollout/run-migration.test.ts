import { expect } from "chai";

import type { Migration } from "../../../components/rollout/migration";
import { runMigration } from "../../../components/rollout/run-migration";
import { failureOf } from "../../support/failure";
import { Answers, Call, withFakeAws } from "../../support/fake-aws";
import { CLUSTER, EARLIER, FORMS, heard, logging, REVISION, taskArn } from "./support";

const migration: Migration = {
  cluster: CLUSTER,
  taskDefinitionArn: REVISION,
  subnetIds: ["subnet-1"],
  securityGroupIds: ["sg-1"],
  containerName: "migration",
  imageDigest: "sha256:1",
  region: "us-east-1",
  timeoutSeconds: 60,
};

/** A task as ECS keeps it. */
interface Kept {
  taskArn: string;
  taskDefinitionArn: string;
  startedBy: string;
  lastStatus: string;
  [more: string]: unknown;
}

const BY_HAND = "npm-run-migrate";
const OTHER_COMMAND = { containerOverrides: [{ name: "migration", command: ["down"] }] };
const NO_CAPACITY = "Capacity is unavailable at this time. Please try again later";

/**
 * Plays ECS for one-off tasks, each of which ends so: it keeps what was started, and takes a token once, as
 * documented for RunTask.
 */
function ecs(end: { exitCode?: number; reason?: string }, kept: Kept[] = []) {
  const tokens = new Map<string, { body: string; arn: string }>();
  const answers: Answers = {
    ...logging("migration"),
    ListTasks: ({ desiredStatus }) => ({
      taskArns: kept
        .filter(task => (task.lastStatus === "STOPPED") === (desiredStatus === "STOPPED"))
        .map(task => task.taskArn),
    }),
    DescribeTasks: ({ tasks }) => ({
      tasks: kept.filter(task => tasks.includes(task.taskArn)).map(look),
    }),
    RunTask: input => {
      const used = tokens.get(input.clientToken);
      if (used !== undefined && used.body !== JSON.stringify(input)) {
        return { __type: "ConflictException", message: "token in use", resourceIds: [used.arn] };
      }
      const arn = used?.arn ?? taskArn(`run${kept.length + 1}`);
      if (used === undefined) {
        tokens.set(input.clientToken, { body: JSON.stringify(input), arn });
        kept.push({
          taskArn: arn,
          taskDefinitionArn: input.taskDefinition,
          startedBy: input.startedBy,
          lastStatus: "PENDING",
        });
      }
      return { tasks: [{ taskArn: arn }], failures: [] };
    },
  };
  /** Each look finds a task one step further. */
  const look = (task: Kept): object => {
    const seen = { ...task };
    if (task.lastStatus !== "STOPPED") {
      task.lastStatus = task.lastStatus === "PENDING" ? "RUNNING" : "STOPPED";
      task.stoppedReason = "Essential container in task exited";
      task.containers = [{ name: "migration", ...end }];
    }
    return seen;
  };
  return { answers, kept };
}

/** A run of the same image, as an `up` before started it. */
const runBefore = async (rest: Partial<Kept>): Promise<Kept> => {
  const { answers, kept } = ecs({ exitCode: 0 });
  await withFakeAws(answers, () => runMigration(migration, heard().watching));
  return { ...kept[0], taskArn: taskArn("before"), ...rest };
};

const started = (calls: Call[]) => calls.filter(({ operation }) => operation === "RunTask");

for (const [form, load] of FORMS) {
  describe(`the migration run ${form}`, () => {
    it("runs the task in the private subnets, without a public address, and tells how far it is", async () => {
      const run = await load(runMigration);
      const { lines, watching } = heard();
      await withFakeAws(ecs({ exitCode: 0 }).answers, async calls => {
        expect(await run(migration, watching)).to.equal(taskArn("run1"));
        expect(started(calls)[0].input.networkConfiguration.awsvpcConfiguration).to.deep.equal({
          subnets: ["subnet-1"],
          securityGroups: ["sg-1"],
          assignPublicIp: "DISABLED",
        });
      });
      expect(lines).to.deep.equal([
        "migration: task run1 is PENDING",
        "migration: task run1 is RUNNING",
      ]);
    });

    for (const [end, line] of [
      [{ exitCode: 1 }, "container migration: exit code 1"],
      [{ exitCode: 137, reason: "OutOfMemory" }, "container migration: exit code 137, OutOfMemory"],
      [{}, "container migration: exit code none"],
    ] as const) {
      it(`fails with the last log lines: ${line}`, async () => {
        const run = await load(runMigration);
        const text = await withFakeAws(ecs(end).answers, () =>
          failureOf(run(migration, heard().watching)),
        );
        expect(text.split("\n")).to.deep.equal([
          "the migration failed: task run1 stopped: Essential container in task exited",
          line,
          "  | the last of 20 lines of migration/migration/run1",
        ]);
      });
    }
  });
}

describe("the migration run", () => {
  const runs = (count: number, { answers }: { answers: Answers }, other: Partial<Migration> = {}) =>
    withFakeAws(answers, async calls => {
      const last = { ...migration, ...other };
      const all = [...Array<Migration>(count - 1).fill(migration), last];
      const arns = await Promise.all(all.map(one => runMigration(one, heard().watching)));
      return { arns, calls };
    });

  it("is one task when two start it at once", async () => {
    const cloud = ecs({ exitCode: 0 });
    const { arns } = await runs(2, cloud);
    expect(arns).to.deep.equal([taskArn("run1"), taskArn("run1")]);
    expect(cloud.kept).to.have.length(1);
  });

  it("is one task when two start it at once, each with a revision of its own", async () => {
    const cloud = ecs({ exitCode: 0 });
    const { arns } = await runs(2, cloud, { taskDefinitionArn: EARLIER });
    expect(arns).to.deep.equal([taskArn("run1"), taskArn("run1")]);
    expect(cloud.kept).to.have.length(1);
  });

  it("takes over a run that is under way, of whatever revision", async () => {
    const before = await runBefore({ lastStatus: "RUNNING", taskDefinitionArn: EARLIER });
    const { arns, calls } = await runs(1, ecs({ exitCode: 0 }, [before]));
    expect(arns).to.deep.equal([taskArn("before")]);
    expect(started(calls)).to.deep.equal([]);
  });

  for (const lastStatus of ["RUNNING", "STOPPED"]) {
    it(`takes over a run of the same revision that was started by hand: ${lastStatus}`, async () => {
      const before = await runBefore({ startedBy: BY_HAND, lastStatus });
      const { arns, calls } = await runs(1, ecs({ exitCode: 0 }, [before]));
      expect(arns).to.deep.equal([taskArn("before")]);
      expect(started(calls)).to.deep.equal([]);
    });
  }

  for (const [what, rest] of [
    ["with another command", { overrides: OTHER_COMMAND }],
    ["of another revision", { taskDefinitionArn: EARLIER }],
  ] as const) {
    it(`runs after one by hand ${what} has ended, not beside it`, async () => {
      const before = await runBefore({ startedBy: BY_HAND, lastStatus: "PENDING", ...rest });
      const cloud = ecs({ exitCode: 0 }, [before]);
      const { lines, watching } = heard();
      await withFakeAws(cloud.answers, async calls => {
        expect(await runMigration(migration, watching)).to.equal(taskArn("run2"));
        const looks = calls.map(({ operation }) => operation);
        expect(looks.filter(operation => operation === "DescribeTasks").length).to.be.above(3);
      });
      expect(cloud.kept[0].lastStatus).to.equal("STOPPED");
      const revision = String(before.taskDefinitionArn).split("/").pop();
      expect(lines[0]).to.equal(`migration: not started yet: task before of ${revision} runs`);
      expect(lines.filter(line => line.includes("not started yet"))).to.have.length(1);
    });
  }

  it("fails with a run that it took over", async () => {
    const before = await runBefore({ lastStatus: "RUNNING" });
    const text = await withFakeAws(ecs({ exitCode: 3 }, [before]).answers, () =>
      failureOf(runMigration(migration, heard().watching)),
    );
    expect(text).to.contain("container migration: exit code 3");
  });

  for (const taskDefinitionArn of [REVISION, EARLIER]) {
    it(`is not repeated when it ended well before its \`up\` was killed, as ${taskDefinitionArn.split("/")[1]}`, async () => {
      const before = await runBefore({ taskDefinitionArn });
      const { arns, calls } = await runs(1, ecs({ exitCode: 0 }, [before]));
      expect(arns).to.deep.equal([taskArn("before")]);
      expect(started(calls)).to.deep.equal([]);
    });
  }

  for (const [what, rest] of [
    ["failed", { containers: [{ name: "migration", exitCode: 1 }] }],
    ["was for another image", { startedBy: "migration-0", taskDefinitionArn: EARLIER }],
    ["had another command", { startedBy: BY_HAND, overrides: OTHER_COMMAND }],
  ] as const) {
    it(`starts anew after a run that ${what}`, async () => {
      const { arns } = await runs(1, ecs({ exitCode: 0 }, [await runBefore(rest)]));
      expect(arns).to.deep.equal([taskArn("run2")]);
    });
  }

  it("starts anew when it is repeated after it failed", async () => {
    const cloud = ecs({ exitCode: 1 });
    await withFakeAws(cloud.answers, async () => {
      for (const id of ["run1", "run2"]) {
        expect(await failureOf(runMigration(migration, heard().watching))).to.contain(`task ${id}`);
      }
    });
  });

  it("waits for capacity", async () => {
    const { lines, watching } = heard();
    const cloud = ecs({ exitCode: 0 });
    const { RunTask } = cloud.answers;
    let refused = 0;
    cloud.answers.RunTask = input =>
      refused++ < 2 ? { tasks: [], failures: [{ reason: NO_CAPACITY }] } : RunTask(input);
    await withFakeAws(cloud.answers, async calls => {
      expect(await runMigration(migration, watching)).to.equal(taskArn("run1"));
      expect(started(calls)).to.have.length(3);
    });
    expect(lines[0]).to.equal(`migration: not started yet: ${NO_CAPACITY}`);
  });

  for (const [reason, timeoutSeconds] of [
    [NO_CAPACITY, 0],
    ["MISSING: subnet-1", 60],
  ] as const) {
    it(`says why ECS did not start it: ${reason.slice(0, 20)}`, async () => {
      const answers = {
        ...ecs({}).answers,
        RunTask: () => ({ tasks: [], failures: [{ reason }] }),
      };
      const text = await withFakeAws(answers, () =>
        failureOf(runMigration({ ...migration, timeoutSeconds }, heard().watching)),
      );
      expect(text).to.equal(`the migration did not start: ${reason}`);
    });
  }

  const endless = (StopTask: () => object): Answers => {
    const { answers } = ecs({});
    return {
      ...answers,
      StopTask,
      DescribeTasks: ({ tasks }) => ({
        tasks: tasks.map((arn: string) => ({ taskArn: arn, lastStatus: "RUNNING" })),
      }),
    };
  };

  for (const [what, StopTask, said] of [
    ["stops", () => ({}), "its task is stopped"],
    [
      "says that it cannot stop",
      () => ({ __type: "AccessDeniedException", message: "no right" }),
      `its task ${taskArn("run1")} could not be stopped: no right`,
    ],
  ] as const) {
    it(`${what} a task that takes too long`, async () => {
      await withFakeAws(endless(StopTask), async calls => {
        const text = await failureOf(
          runMigration({ ...migration, timeoutSeconds: 0 }, heard().watching),
        );
        expect(text).to.equal(`the migration took too long: not finished after 0 s; ${said}`);
        expect(calls.at(-1)?.input.task).to.equal(taskArn("run1"));
      });
    });
  }
});
