import { expect } from "chai";

import { watchRollout } from "../../../components/rollout/watch-rollout";
import { failureOf } from "../../support/failure";
import { Answers, withFakeAws } from "../../support/fake-aws";
import {
  before,
  BEGAN,
  crashed,
  deployment,
  deployments,
  listed,
  rollout,
  services,
  tasks,
} from "./ecs";
import { EARLIER, heard, logging } from "./support";

const shifting = { ...rollout, shifting: true };
const old = listed("old", "SUCCESSFUL", { createdAt: BEGAN - 100, taskDefinition: EARLIER });

/** A service whose newest deployment looks so, one look after the other. */
const shifts = (...stages: object[]): Answers => ({
  ...services({ deployments: [deployment({ runningCount: 2 }), before] }),
  ...deployments(...stages.map(stage => [old, listed("new", "IN_PROGRESS", stage)])),
});

const RUNS = "orders: 2 of 2 tasks of the new version run, 2 of the version before, ECS is at";

describe("the rollout check where ECS moves requests", () => {
  it("follows the newest deployment through its stages", async () => {
    const { lines, watching } = heard();
    const answers = shifts(
      { lifecycleStage: "POST_SCALE_UP" },
      { lifecycleStage: "BAKE_TIME" },
      { status: "SUCCESSFUL" },
    );
    await withFakeAws(answers, async () => {
      const { deploymentId } = await watchRollout(shifting, watching);
      expect(deploymentId).to.equal("arn:new");
    });
    expect(lines).to.deep.equal([`${RUNS} POST_SCALE_UP`, `${RUNS} BAKE_TIME`]);
  });

  it("says at a pause how long ECS waits for whom, and what then", async () => {
    const { lines, watching } = heard();
    const lifecycleHookDetails = [
      { hookId: "ecs-pause-1", targetType: "PAUSE", status: "AWAITING_ACTION", expiresAt: 7200 },
    ];
    const paused = { lifecycleStage: "POST_TEST_TRAFFIC_SHIFT", lifecycleHookDetails };
    await withFakeAws(shifts(paused, { status: "SUCCESSFUL" }), () =>
      watchRollout(shifting, watching),
    );
    expect(lines).to.deep.equal([
      `${RUNS} POST_TEST_TRAFFIC_SHIFT, and waits for npm run approve -- orders until ` +
        "1970-01-01T02:00:00.000Z, then ROLLBACK (pause ecs-pause-1)",
    ]);
  });

  it("names at a pause the command that it was given", async () => {
    const { lines, watching } = heard();
    const lifecycleHookDetails = [{ hookId: "h1", status: "AWAITING_ACTION" }];
    const approve = "npm run approve -- orders --stack shop-dev";
    await withFakeAws(shifts({ lifecycleHookDetails }, { status: "SUCCESSFUL" }), () =>
      watchRollout(shifting, { ...watching, approve }),
    );
    expect(lines[0]).to.match(
      /, and waits for npm run approve -- orders --stack shop-dev \(pause h1\)$/,
    );
  });

  it("fails when ECS begins to move requests back", async () => {
    const answers = shifts({ status: "ROLLBACK_IN_PROGRESS", statusReason: "alarm orders-5xx" });
    const text = await withFakeAws(answers, () =>
      failureOf(watchRollout(shifting, heard().watching)),
    );
    expect(text).to.contain("does not run: ROLLBACK_IN_PROGRESS: alarm orders-5xx");
  });

  it("fails when something else was deployed meanwhile", async () => {
    const { lines, watching } = heard();
    const ours = listed("new", "STOPPED");
    const next = (status: string) =>
      listed("next", status, { createdAt: BEGAN + 60, taskDefinition: EARLIER });
    const answers = {
      ...services({ deployments: [{ ...before, status: "PRIMARY", rolloutState: "COMPLETED" }] }),
      ...deployments(
        [listed("new", "IN_PROGRESS")],
        [ours, next("IN_PROGRESS")],
        [ours, next("SUCCESSFUL")],
      ),
    };
    const text = await withFakeAws(answers, () => failureOf(watchRollout(shifting, watching)));
    expect(text).to.contain("does not run: something else was deployed: orders:7, SUCCESSFUL");
    expect(lines.at(-1)).to.equal("orders: ECS is at something else, orders:7");
  });

  it("finds the newest deployment on whichever page ECS lists it", async () => {
    const answers = shifts({ status: "SUCCESSFUL" });
    const list = answers.ListServiceDeployments;
    await withFakeAws(
      {
        ...answers,
        ListServiceDeployments: ({ nextToken, maxResults, ...input }) => {
          const [first, second] = (list(input) as any).serviceDeployments;
          return nextToken === undefined
            ? { serviceDeployments: [first], nextToken: `after ${maxResults}` }
            : { serviceDeployments: nextToken === "after 100" ? [second] : [] };
        },
      },
      async () => {
        const { deploymentId } = await watchRollout(shifting, heard().watching);
        expect(deploymentId).to.equal("arn:new");
      },
    );
  });

  const early = ["a", "b", "c"].map(id => crashed(id));

  it("forgets tasks that failed early once ECS is past starting them", async () => {
    const answers = {
      ...shifts(
        { lifecycleStage: "BAKE_TIME" },
        { lifecycleStage: "BAKE_TIME" },
        { status: "SUCCESSFUL" },
      ),
      ...services(
        { deployments: [deployment({ runningCount: 2 }), before] },
        { deployments: [deployment({ runningCount: 1 }), before] },
      ),
      ...tasks(...early),
    };
    await withFakeAws(answers, async () => {
      const { deploymentId } = await watchRollout(shifting, heard().watching);
      expect(deploymentId).to.equal("arn:new");
    });
  });

  it("fails at ECS's own number of failures, and says that ECS goes on", async () => {
    const deploymentCircuitBreaker = { status: "MONITORING", failureCount: 5, threshold: 5 };
    const answers = {
      ...logging("orders"),
      ...shifts({ deploymentCircuitBreaker }),
      ...services({ deployments: [deployment({ runningCount: 1 }), before] }),
      ...tasks(...early),
    };
    const lines = (
      await withFakeAws(answers, () => failureOf(watchRollout(shifting, heard().watching)))
    ).split("\n");
    expect(lines[0]).to.equal("orders: the new version does not run: 5 of its tasks failed");
    expect(lines.at(-1)).to.match(/^ECS has not decided: it goes on by itself/);
  });

  it("waits when fewer failed than ECS tolerates by its own number", async () => {
    const deploymentCircuitBreaker = { status: "MONITORING", failureCount: 3, threshold: 5 };
    const answers = {
      ...shifts({ deploymentCircuitBreaker }, { status: "SUCCESSFUL" }),
      ...services({ deployments: [deployment({ runningCount: 1 }), before] }),
      ...tasks(...early),
    };
    await withFakeAws(answers, async () => {
      const { deploymentId } = await watchRollout(shifting, heard().watching);
      expect(deploymentId).to.equal("arn:new");
    });
  });
});
