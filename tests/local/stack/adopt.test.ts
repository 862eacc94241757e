import { expect } from "chai";
import { adoptPending } from "../../../local/stack/adopt";
import type { DeploymentContent, StateResource } from "../../../local/stack/state";

const PARENT = { urn: "parent" };
const NEEDED = { urn: "needed", id: "n" };
const LATER = { urn: "later", id: "l", dependencies: ["wanted"] };
const WANTED: StateResource = {
  urn: "wanted",
  inputs: { name: "w" },
  parent: "parent",
  dependencies: ["needed"],
  provider: "parent::some-id",
};

const content = (resources: StateResource[], type = "creating"): DeploymentContent => ({
  resources,
  pending_operations: [{ type, resource: WANTED }],
});

describe("what a killed engine was creating", () => {
  const found = { id: "w-1", outputs: { arn: "arn:w", name: "w" } };

  it("goes into the state behind what it needs when the account has it", () => {
    const state = content([PARENT, NEEDED, LATER]);
    expect(adoptPending(state, () => [found])).to.deep.equal({
      adopted: ["wanted"],
      forgotten: [],
    });
    expect(state.pending_operations).to.deep.equal([]);
    expect(state.resources).to.deep.equal([
      PARENT,
      NEEDED,
      { ...WANTED, id: "w-1", outputs: { name: "w", arn: "arn:w" } },
      LATER,
    ]);
  });

  it("is forgotten when the account does not have it", () => {
    const state = content([PARENT, NEEDED]);
    expect(adoptPending(state, () => [])).to.deep.equal({ adopted: [], forgotten: ["wanted"] });
    expect(state).to.deep.equal({ resources: [PARENT, NEEDED], pending_operations: [] });
  });

  it("takes the place of what it replaces, which then waits for its deletion", () => {
    const old = { urn: "wanted", id: "w-0", outputs: { arn: "arn:old" } };
    const state = content([PARENT, NEEDED, old]);
    adoptPending(state, () => [{ id: "w-0", outputs: { arn: "arn:old" } }, found]);
    const wanted = state.resources?.filter(({ urn }) => urn === "wanted");
    expect(wanted?.map(one => [one.id, one.delete])).to.deep.equal([
      ["w-1", undefined],
      ["w-0", true],
    ]);
  });

  it("is no matter of what it was changing or deleting", () => {
    const state = content([PARENT], "deleting");
    expect(adoptPending(state, () => [found])).to.deep.equal({ adopted: [], forgotten: [] });
    expect(state).to.deep.equal({ resources: [PARENT], pending_operations: [] });
  });
});
