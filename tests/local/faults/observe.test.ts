import { expect } from "chai";
import { compare, Observation, StateEntry } from "../../../local/faults/observe";
import { urnOf } from "../stand-ins/support";

const ROLE = "aws:iam/role:Role";
const SECRET = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };

const role = (name: string, more: Partial<StateEntry> = {}): StateEntry => ({
  urn: urnOf(ROLE, name),
  type: ROLE,
  custom: true,
  id: name,
  inputs: { name },
  outputs: { name, arn: `arn:${name}` },
  ...more,
});

/** State and account of roles that are in both. */
function both(...names: string[]): Observation {
  const state = names.map(name => role(name));
  const account = state.map(({ urn, type, id = "", inputs = {}, outputs = {} }) => ({
    ...{ urn, type, id, inputs, outputs },
  }));
  return { state, account };
}

describe("what is there after a fault, against what should be", () => {
  it("is the same whatever the order, the times and the values of secrets", () => {
    const wanted = both("a", "b");
    const found = both("b", "a");
    const entry = (word: string, times: Partial<StateEntry>) =>
      role("a", { ...times, inputs: { name: { ...SECRET, ciphertext: word } } });
    expect(
      compare(
        {
          ...found,
          state: [found.state[0], entry("x", { created: "1", dependencies: ["u", "v"] })],
        },
        {
          ...wanted,
          state: [entry("y", { created: "2", dependencies: ["v", "u"] }), wanted.state[1]],
        },
      ),
    ).to.deep.equal({ state: [], lost: [], duplicated: [] });
  });

  it("differs in a property, in a secret that is none, and in a resource", () => {
    const wanted = both("a", "b");
    const [a, b] = wanted.state;
    const differing = (state: StateEntry[]) => compare({ ...wanted, state }, wanted).state;
    expect(differing([{ ...a, inputs: { name: "c" } }, b])).to.deep.equal([
      `${a.urn}: .inputs.name is "c", not "a"`,
    ]);
    expect(differing([{ ...a, inputs: { name: SECRET } }, b])).to.deep.equal([
      `${a.urn}: .inputs.name is a secret, not "a"`,
    ]);
    expect(differing([a])).to.deep.equal([`${b.urn}: missing`]);
    expect(differing([a, b, { ...a, delete: true }])).to.deep.equal([
      `${a.urn} (to be deleted): not wanted`,
    ]);
  });

  it("tells what is lost: wanted, or in the state, and not in the account", () => {
    const wanted = both("a", "b");
    const [a] = wanted.account;
    const { lost, duplicated } = compare({ ...wanted, account: [a] }, wanted);
    expect(lost.map(text => text.split(" ")[0])).to.deep.equal(Array(2).fill(urnOf(ROLE, "b")));
    expect(duplicated).to.deep.equal([]);
  });

  it("tells what is there twice, or only in the account", () => {
    const wanted = both("a");
    const twin = { ...wanted.account[0], id: "a2" };
    const orphan = { ...twin, urn: urnOf(ROLE, "b") };
    const { lost, duplicated } = compare(
      { ...wanted, account: [...wanted.account, twin, orphan] },
      wanted,
    );
    expect(lost).to.deep.equal([]);
    expect(new Set(duplicated.map(text => text.split(" ")[0]))).to.deep.equal(
      new Set([twin.urn, orphan.urn]),
    );
  });
});
