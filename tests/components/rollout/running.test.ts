import { expect } from "chai";

import { whatRuns } from "../../../components/rollout/running";
import { failureOf } from "../../support/failure";
import { Answers, withFakeAws } from "../../support/fake-aws";
import { BEGAN, deployment, deployments, listed, rollout, services } from "./ecs";
import { EARLIER, FORMS, REVISION } from "./support";

const primary = (rest: object) => services({ deployments: [deployment(rest)] });
const asked = (answers: Answers, shifting = false) =>
  withFakeAws(answers, () => whatRuns({ ...rollout, shifting }));

for (const [form, load] of FORMS) {
  describe(`what a service runs ${form}`, () => {
    it("is what its primary deployment brought out, and since when", async () => {
      const ask = await load(whatRuns);
      const runs = await withFakeAws(primary({ rolloutState: "COMPLETED" }), () => ask(rollout));
      expect(runs).to.deep.equal({
        taskDefinitionArn: REVISION,
        isDone: true,
        newestAt: BEGAN * 1000,
      });
    });
  });
}

describe("what a service runs", () => {
  it("is not decided while ECS is at it", async () => {
    const runs = await asked(primary({}));
    expect(runs?.isDone).to.equal(false);
  });

  for (const [status, newest, runs, isDone] of [
    ["SUCCESSFUL", REVISION, REVISION, true],
    ["IN_PROGRESS", REVISION, REVISION, false],
    ["ROLLBACK_IN_PROGRESS", REVISION, EARLIER, false],
    ["ROLLBACK_SUCCESSFUL", REVISION, REVISION, false],
    ["ROLLBACK_SUCCESSFUL", REVISION, EARLIER, true],
    ["STOPPED", REVISION, EARLIER, true],
  ] as const) {
    it(`where ECS moves requests is ${isDone ? "" : "not "}decided: ${status}, ${runs}`, async () => {
      const answers = {
        ...primary({ taskDefinition: runs, rolloutState: "COMPLETED" }),
        ...deployments([listed("d", status, { taskDefinition: newest, createdAt: BEGAN + 60 })]),
      };
      expect(await asked(answers, true)).to.deep.equal({
        taskDefinitionArn: runs,
        isDone,
        newestAt: (BEGAN + 60) * 1000,
      });
    });
  }

  for (const [what, answers] of [
    ["the service is missing", { DescribeServices: () => ({ services: [] }) }],
    ["the service was deleted", services({ status: "INACTIVE" })],
    [
      "its cluster is missing",
      { DescribeServices: () => ({ __type: "ClusterNotFoundException" }) },
    ],
  ] as [string, Answers][]) {
    it(`is nothing where ${what}`, async () => {
      expect(await asked(answers)).to.equal(undefined);
    });
  }

  it("is not known where AWS refuses to tell", async () => {
    const refused = {
      DescribeServices: () => ({ __type: "AccessDeniedException", message: "no" }),
    };
    expect(await failureOf(asked(refused))).to.equal("no");
  });
});
