import { expect } from "chai";

import { watchRollout } from "../../../components/rollout/watch-rollout";
import { failureOf } from "../../support/failure";
import { Answers, withFakeAws } from "../../support/fake-aws";
import {
  before,
  BEGAN,
  crashed,
  deployment,
  rollout,
  services,
  stillRunning,
  tasks,
  unhealthy,
} from "./ecs";
import { CLUSTER, EARLIER, FORMS, heard, logging } from "./support";

const NEXT =
  "Next: `pulumi up` of a repaired version, or `pulumi up --refresh` to try this one again";
const KEPT = `ECS keeps the version before, where there is one. ${NEXT}`;
const GOES_ON = `ECS has not decided: it goes on by itself, and the new version may yet come up or be rolled back. ${NEXT}`;

for (const [form, load] of FORMS) {
  describe(`the rollout check ${form}`, () => {
    it("returns the deployment that runs what was asked for, and tells the way there", async () => {
      const watch = await load(watchRollout);
      const { lines, watching } = heard();
      const answers = services(
        { deployments: [deployment({}), before] },
        { deployments: [deployment({}), before] },
        { deployments: [deployment({ runningCount: 1 }), before] },
        { deployments: [deployment({ runningCount: 2, rolloutState: "COMPLETED" })] },
      );
      await withFakeAws(answers, async calls => {
        expect(await watch(rollout, watching)).to.deep.equal({
          deploymentId: "ecs-svc/8",
          newestAt: BEGAN * 1000,
        });
        expect(calls[0].input).to.deep.equal({ cluster: CLUSTER, services: ["orders"] });
      });
      expect(lines).to.deep.equal([
        "orders: 0 of 2 tasks of the new version run, 2 of the version before",
        "orders: 1 of 2 tasks of the new version run, 2 of the version before",
      ]);
    });

    it("says why ECS went back: events, targets, exit code and last log lines", async () => {
      const watch = await load(watchRollout);
      const answers: Answers = {
        ...logging("orders"),
        ...services({
          deployments: [
            { ...before, status: "PRIMARY", rolloutState: "COMPLETED" },
            deployment({ status: "INACTIVE", rolloutStateReason: "circuit breaker" }),
          ],
          events: [
            { message: "(service orders) deployment failed", createdAt: BEGAN + 9 },
            { message: "(service orders) has reached a steady state", createdAt: BEGAN - 9 },
          ],
          loadBalancers: [
            {
              targetGroupArn: "arn:tg",
              advancedConfiguration: { alternateTargetGroupArn: "arn:alt" },
            },
          ],
        }),
        ...tasks(
          crashed("old", { stoppedAt: BEGAN + 5 }),
          crashed("new", { stoppedAt: BEGAN + 8 }),
        ),
        DescribeTargetHealth: ({ TargetGroupArn }) => ({
          TargetHealthDescriptions: [
            {
              Target: { Id: TargetGroupArn === "arn:tg" ? "10.0.1.7" : "10.0.1.9", Port: 3001 },
              TargetHealth: {
                State: "unhealthy",
                Description: "Health checks failed with these codes: [500]",
              },
            },
            { Target: { Id: "10.0.1.8" }, TargetHealth: { State: "healthy" } },
          ],
        }),
      };
      const message = await withFakeAws(answers, () => failureOf(watch(rollout, heard().watching)));
      expect(message.split("\n")).to.deep.equal([
        `orders: the new version does not run: ECS rolled back to ${EARLIER}: circuit breaker`,
        "ECS says: (service orders) deployment failed",
        "target 10.0.1.7:3001: Health checks failed with these codes: [500]",
        "target 10.0.1.9:3001: Health checks failed with these codes: [500]",
        "task new stopped: Essential container in task exited",
        "container orders: exit code 1",
        "  | the last of 20 lines of orders/orders/new",
        KEPT,
      ]);
    });
  });
}

describe("the rollout check", () => {
  const inProgress = (rest: object = {}) => services({ deployments: [deployment(rest), before] });

  /** What it makes of tasks that stopped while the deployment is under way, up to its time limit. */
  const verdictOn = async (stopped: object[], rest: object = {}, limit = 0) => {
    const answers = { ...logging("orders"), ...inProgress(rest), ...tasks(...stopped) };
    const short = { ...rollout, timeoutSeconds: limit };
    const text = await withFakeAws(answers, () => failureOf(watchRollout(short, heard().watching)));
    return text.split("\n");
  };

  for (const [what, stopped] of [
    ["crash", ["a", "b", "c"].map(id => crashed(id))],
    ["do not start", ["a", "b", "c"].map(id => crashed(id, { stopCode: "TaskFailedToStart" }))],
    ["are unhealthy", ["a", "b", "c"].map(id => unhealthy(id))],
  ] as const) {
    it(`fails as soon as three tasks ${what}`, async () => {
      const [first] = await verdictOn([...stopped], {}, 60);
      expect(first).to.equal("orders: the new version does not run: 3 of its tasks failed");
    });
  }

  it("fails when ECS itself counted as many failed tasks", async () => {
    const [first] = await verdictOn([], { failedTasks: 5, desiredCount: 10 }, 60);
    expect(first).to.contain("5 of its tasks failed");
  });

  it("tells the health that ECS stopped a task for", async () => {
    const lines = await verdictOn(["a", "b", "c"].map(id => unhealthy(id)));
    expect(lines).to.include.members([
      "task a stopped: Task failed ELB health checks in (target-group orders)",
      "container orders: exit code 137, UNHEALTHY",
    ]);
  });

  const LATE = "orders: the new version does not run: not finished after 0 s";
  for (const [what, stopped, rest] of [
    ["fewer tasks failed than ECS's circuit breaker tolerates", [crashed("a"), crashed("b")], {}],
    [
      "they are few of many",
      ["a", "b", "c", "d"].map(id => crashed(id)),
      { desiredCount: 10, failedTasks: 4 },
    ],
    [
      "they are of another revision",
      ["a", "b", "c"].map(id => crashed(id, { taskDefinitionArn: EARLIER })),
      {},
    ],
    [
      "they stopped before the rollout began",
      ["a", "b", "c"].map(id => crashed(id, { createdAt: BEGAN - 1 })),
      {},
    ],
    [
      "autoscaling, Spot or an operator stopped them",
      ["ServiceSchedulerInitiated", "SpotInterruption", "UserInitiated"].map(stopCode =>
        crashed(stopCode, {
          stopCode,
          stoppedReason: "Scaling activity initiated by (deployment x)",
        }),
      ),
      {},
    ],
  ] as const) {
    it(`waits until its time limit when ${what}`, async () => {
      expect((await verdictOn([...stopped], rest))[0]).to.equal(LATE);
    });
  }

  it("shows a task that runs when none failed and the time is over", async () => {
    expect((await verdictOn([stillRunning("slow", "UNHEALTHY")])).slice(1)).to.deep.equal([
      "task slow is RUNNING",
      "container orders: exit code none, UNHEALTHY",
      "  | the last of 20 lines of orders/orders/slow",
      GOES_ON,
    ]);
  });

  const event = {
    message: "(service orders) was unable to place a task. Reason: Capacity is unavailable",
    createdAt: BEGAN + 5,
  };

  it("fails when ECS cannot place a task for three minutes", async () => {
    const answers = services({ deployments: [deployment({}), before], events: [event] });
    await withFakeAws(answers, async calls => {
      const text = await failureOf(watchRollout(rollout, heard().watching));
      expect(text.split("\n")[0]).to.equal(
        `orders: the new version does not run: ${event.message}`,
      );
      expect(calls.filter(c => c.operation === "DescribeServices")).to.have.length(36);
    });
  });

  it("waits when a task was placed after all", async () => {
    const placed = { deployments: [deployment({ pendingCount: 1 }), before], events: [event] };
    const answers = services(
      ...Array<object>(30).fill({ deployments: [deployment({}), before], events: [event] }),
      ...Array<object>(30).fill(placed),
      { deployments: [deployment({ rolloutState: "COMPLETED" })] },
    );
    await withFakeAws(answers, async () => {
      const { deploymentId } = await watchRollout(rollout, heard().watching);
      expect(deploymentId).to.equal("ecs-svc/8");
    });
  });

  it("tells the reason even where the rest cannot be told", async () => {
    const answers = {
      ...services({
        deployments: [deployment({ rolloutState: "FAILED", rolloutStateReason: "no task" })],
      }),
      ListTasks: ({ desiredStatus }: any) =>
        desiredStatus === "STOPPED"
          ? { taskArns: [] }
          : { __type: "AccessDeniedException", message: "no right to ecs:ListTasks" },
    };
    const text = await withFakeAws(answers, () =>
      failureOf(watchRollout(rollout, heard().watching)),
    );
    expect(text.split("\n").slice(0, 2)).to.deep.equal([
      "orders: the new version does not run: no task",
      "(cannot tell its tasks: no right to ecs:ListTasks)",
    ]);
  });

  const early = ["a", "b", "c"].map(id => crashed(id));
  /** The end of a rollout that looks so, one look after the other, when these tasks failed and run. */
  const endOf = (looks: object[], ...described: object[]) => {
    const told = looks.map(rest => ({ deployments: [deployment(rest), before] }));
    return withFakeAws({ ...logging("orders"), ...services(...told), ...tasks(...described) }, () =>
      watchRollout(rollout, heard().watching).then(
        ({ deploymentId }) => deploymentId,
        (error: Error) => error.message.split("\n")[0],
      ),
    );
  };
  const done = { rolloutState: "COMPLETED" };

  it("goes on while all tasks run that are wanted, though as many failed before", async () => {
    expect(await endOf([{ runningCount: 2 }, done], ...early)).to.equal("ecs-svc/8");
  });

  for (const [health, end] of [
    ["HEALTHY", "ecs-svc/8"],
    ["UNKNOWN", "orders: the new version does not run: 3 of its tasks failed"],
  ]) {
    it(`counts ${health === "HEALTHY" ? "anew" : "on"} after all tasks ran and were ${health}`, async () => {
      const described = [...early, stillRunning("d", health), stillRunning("e", health)];
      const looks = [{ runningCount: 2 }, { runningCount: 1 }, done];
      expect(await endOf(looks, ...described)).to.equal(end);
    });
  }
});
