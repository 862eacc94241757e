import { expect } from "chai";
import * as fs from "node:fs";
import type { SystemTrials } from "../../../local/faults/system";
import { type ProjectCopy, withProjectCopy } from "../stack/support/project-copy";

/** What each trial must have come to. */
const SOUND = {
  asAsked: true,
  recovered: true,
  differences: { state: [], lost: [], duplicated: [] },
};

describe("faults on the real engine", function () {
  this.timeout(600_000);
  let copy: ProjectCopy;
  let trials: SystemTrials;

  withProjectCopy(made => (copy = made));
  before(async () => {
    const { trySystem } = (await import(
      copy.path("local/faults/system.ts")
    )) as typeof import("../../../local/faults/system");
    const target = { system: "order-management", stack: "dev" } as const;
    const folder = copy.path(".local", "faults");
    trials = await trySystem(target, { values: 3, kills: 1 }, folder, () => undefined);
  });

  it("are tried where something is created, changed and destroyed", () => {
    const kinds = trials.stages.map(({ operations }) => new Set(operations.map(o => o.kind)));
    expect(kinds).to.deep.equal([
      new Set(["create"]),
      new Set(["create", "update", "delete"]),
      new Set(["delete"]),
    ]);
  });

  it("that strike an operation are told, and the next run leads where it should", () => {
    expect(trials.failures.map(({ stage }) => stage)).to.deep.equal([
      "create",
      "update",
      "destroy",
    ]);
    for (const trial of trials.failures) {
      expect(trial, `${trial.stage} ${trial.at}: ${trial.said.slice(-2000)}`).to.deep.include(
        SOUND,
      );
    }
  });

  it("that kill the engine leave an orphan, which the next run takes over", () => {
    const [trial] = trials.kills;
    expect(trial.orphans).to.be.greaterThan(0);
    expect(trial, trial.said.slice(-2000)).to.deep.include(SOUND);
  });

  it("leave no folder of theirs", () => {
    const left = fs.readdirSync(copy.path(".local", "faults"));
    expect(left.sort()).to.deep.equal(["before-destroy", "before-update", "reference"]);
  });
});
