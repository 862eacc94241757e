import { expect } from "chai";

import { watchRollout } from "../../../components/rollout/watch-rollout";
import { failureOf } from "../../support/failure";
import { Answers, withFakeAws } from "../../support/fake-aws";
import { BEGAN, crashed, rollout, services, tasks } from "./ecs";
import { heard, logging, REVISION } from "./support";

/** A first rollout by CodeDeploy, which decides the revision. */
const first = { ...rollout, taskDefinitionArn: undefined };

const taskSet = (rest: object) => ({
  id: "ecs-svc/1",
  status: "PRIMARY",
  taskDefinition: REVISION,
  createdAt: BEGAN,
  computedDesiredCount: 2,
  runningCount: 0,
  stabilityStatus: "STABILIZING",
  ...rest,
});

const sets = (...looks: object[][]): Answers =>
  services(...looks.map(taskSets => ({ deployments: [], taskSets })));

describe("the check of a service that CodeDeploy deploys", () => {
  it("waits until the primary task set is steady", async () => {
    const { lines, watching } = heard();
    const answers = sets(
      [],
      [taskSet({ runningCount: 1 })],
      [taskSet({ runningCount: 2, stabilityStatus: "STEADY_STATE" })],
    );
    await withFakeAws(answers, async () => {
      const { deploymentId } = await watchRollout(first, watching);
      expect(deploymentId).to.equal("ecs-svc/1");
    });
    expect(lines).to.deep.equal([
      "orders: ECS has not begun with the new version",
      "orders: 1 of 2 tasks of the new version run",
    ]);
  });

  it("fails with the exit code and the log when its tasks crash", async () => {
    const answers = {
      ...logging("orders"),
      ...sets([taskSet({})]),
      ...tasks(...["a", "b", "c"].map(id => crashed(id))),
    };
    const lines = (
      await withFakeAws(answers, () => failureOf(watchRollout(first, heard().watching)))
    ).split("\n");
    expect(lines.slice(0, 4)).to.deep.equal([
      "orders: the new version does not run: 3 of its tasks failed",
      "task a stopped: Essential container in task exited",
      "container orders: exit code 1",
      "  | the last of 20 lines of orders/orders/a",
    ]);
  });
});
