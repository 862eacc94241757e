import { expect } from "chai";

import { ecsServicePropagateTags } from "../../../policies/tagging/ecs-service-propagate-tags";
import { rdsCopyTagsToSnapshot } from "../../../policies/tagging/rds-copy-tags-to-snapshot";
import { mended } from "../support/mend";

describe("ecs-service-propagate-tags, asked to mend", () => {
  const mend = (props: object, type = "aws:ecs/service:Service") =>
    mended(ecsServicePropagateTags, { type, props });
  const good = { propagateTags: "SERVICE", enableEcsManagedTags: true };

  it("lets the service's tags go on", async () => {
    expect(await mend({})).to.deep.equal(good);
    expect(await mend({ propagateTags: "NONE" })).to.deep.equal(good);
  });
  it("keeps the choice of the task definition's", async () => {
    expect(await mend({ propagateTags: "TASK_DEFINITION" })).to.deep.equal({
      propagateTags: "TASK_DEFINITION",
      enableEcsManagedTags: true,
    });
  });
  it("leaves a good one and other types alone", async () => {
    expect(await mend(good)).to.equal(undefined);
    expect(await mend({}, "aws:ecs/taskSet:TaskSet")).to.equal(undefined);
  });
});

describe("rds-copy-tags-to-snapshot, asked to mend", () => {
  for (const type of ["aws:rds/instance:Instance", "aws:rds/cluster:Cluster"]) {
    it(`sets copyTagsToSnapshot on ${type}`, async () => {
      const mend = (props: object) => mended(rdsCopyTagsToSnapshot, { type, props });
      expect(await mend({})).to.deep.equal({ copyTagsToSnapshot: true });
      expect(await mend({ copyTagsToSnapshot: false })).to.deep.equal({ copyTagsToSnapshot: true });
      expect(await mend({ copyTagsToSnapshot: true })).to.equal(undefined);
    });
  }
});
