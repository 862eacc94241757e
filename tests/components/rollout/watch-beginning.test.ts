import { expect } from "chai";

import { watchRollout } from "../../../components/rollout/watch-rollout";
import { failureOf } from "../../support/failure";
import { withFakeAws } from "../../support/fake-aws";
import { before, BEGAN, deployment, deployments, listed, rollout, services, timesOf } from "./ecs";
import { EARLIER, heard, logging } from "./support";

const stale = { deployments: [{ ...before, status: "PRIMARY", rolloutState: "COMPLETED" }] };
const done = { deployments: [deployment({ rolloutState: "COMPLETED" })] };
const failed = deployment({ id: "ecs-svc/6", status: "INACTIVE", rolloutState: "FAILED" });

describe("before ECS has begun with a rollout", () => {
  for (const [what, first] of [
    ["what was before", stale],
    ["a service that is not there yet", { status: "INACTIVE" }],
  ] as const) {
    it(`the check waits while ECS tells of ${what}`, async () => {
      await withFakeAws(services(first, first, done), async () => {
        const { deploymentId } = await watchRollout(rollout, heard().watching);
        expect(deploymentId).to.equal("ecs-svc/8");
      });
    });
  }

  it("the check fails after a minute in which nothing began", async () => {
    await withFakeAws(services(stale), async calls => {
      const text = await failureOf(watchRollout(rollout, heard().watching));
      expect(text).to.contain(`does not run: ECS rolled back to ${EARLIER}`);
      expect(timesOf(calls, "DescribeServices")).to.equal(13);
    });
  });

  it("the check fails at once when ECS went back after it had begun", async () => {
    const begun = { deployments: [deployment({}), before] };
    await withFakeAws({ ...logging("orders"), ...services(begun, stale) }, async calls => {
      const text = await failureOf(watchRollout(rollout, heard().watching));
      expect(text).to.contain(`ECS rolled back to ${EARLIER}`);
      expect(timesOf(calls, "DescribeServices")).to.equal(2);
    });
  });

  it("an earlier attempt with the same revision does not count", async () => {
    const again = { deployments: [...stale.deployments, failed] };
    const next = deployment({ createdAt: BEGAN + 60, rolloutState: "COMPLETED" });
    await withFakeAws(services(again, { deployments: [next, failed] }), async () => {
      const watched = await watchRollout({ ...rollout, after: BEGAN * 1000 }, heard().watching);
      expect(watched).to.deep.equal({
        deploymentId: "ecs-svc/8",
        newestAt: (BEGAN + 60) * 1000,
      });
    });
  });
});

describe("before ECS has begun with a deployment of the same revision", () => {
  const again = { ...rollout, shifting: true, after: BEGAN * 1000 };
  const later = { createdAt: BEGAN + 60 };

  for (const status of ["SUCCESSFUL", "ROLLBACK_SUCCESSFUL"]) {
    it(`the one before, ${status}, is not the answer`, async () => {
      const answers = {
        ...services(done),
        ...deployments(
          [listed("one", status)],
          [listed("one", status)],
          [listed("two", "IN_PROGRESS", later), listed("one", status)],
          [listed("two", "SUCCESSFUL", later), listed("one", status)],
        ),
      };
      await withFakeAws(answers, async () => {
        const watched = await watchRollout(again, heard().watching);
        expect(watched).to.deep.equal({
          deploymentId: "arn:two",
          newestAt: (BEGAN + 60) * 1000,
        });
      });
    });
  }

  it("the way back from it is seen, though the same revision runs", async () => {
    const back = listed("two", "ROLLBACK_SUCCESSFUL", {
      ...later,
      statusReason: "no healthy task",
    });
    await withFakeAws({ ...services(done), ...deployments([back]) }, async () => {
      const text = await failureOf(watchRollout(again, heard().watching));
      expect(text).to.contain("does not run: ROLLBACK_SUCCESSFUL: no healthy task");
    });
  });

  for (const [what, list, end] of [
    ["the one before", [listed("one", "SUCCESSFUL")], "arn:one"],
    ["what runs where ECS lists none", [], "ecs-svc/8"],
    [
      "what runs where the one before was of something else",
      [listed("one", "ROLLBACK_SUCCESSFUL", { taskDefinition: EARLIER })],
      "ecs-svc/8",
    ],
  ] as const) {
    it(`a minute without any means that ECS had nothing to do: ${what} counts`, async () => {
      await withFakeAws({ ...services(done), ...deployments([...list]) }, async calls => {
        const { deploymentId } = await watchRollout(again, heard().watching);
        expect(deploymentId).to.equal(end);
        expect(timesOf(calls, "DescribeServices")).to.equal(13);
      });
    });
  }
});
