import { expect } from "chai";
import { Disturber } from "../../../local/faults/disturb";
import { spread } from "../../../local/faults/plan";
import { PartialFailure } from "../../../local/stand-ins/server/partial-failure";
import type { Provider } from "../../../local/stand-ins/server/provider";
import { configuration, TestAccount, TRUST, urnOf } from "../stand-ins/support";

const ROLE = "aws:iam/role:Role";
const inputs = (name: string) => ({ name, assumeRolePolicy: TRUST });

describe("the numbers of the operations that fail", () => {
  it("are spread from the first to the last", () => {
    expect(spread(5, 101)).to.deep.equal([1, 26, 51, 76, 101]);
    expect(spread(1, 101)).to.deep.equal([51]);
  });

  it("are all of them where there are no more, and never one twice", () => {
    expect(spread(9, 3)).to.deep.equal([1, 2, 3]);
    const many = spread(25, 30);
    expect(new Set(many).size).to.equal(25);
  });
});

describe("a disturbed provider", () => {
  let account: TestAccount;

  beforeEach(() => (account = new TestAccount()));

  const create = (provider: Provider, name: string, preview = false) =>
    provider.create(urnOf(ROLE, name), inputs(name), configuration, preview);
  const thrownBy = (act: () => unknown): Error => {
    try {
      act();
    } catch (error) {
      return error as Error;
    }
    throw new Error("nothing was thrown");
  };
  const has = (name: string) => account.provider.existing(urnOf(ROLE, name)).length;

  it("does as the other but for the operation of the plan, and counts no plan of the engine", () => {
    const disturber = new Disturber({ at: 2, moment: "before" });
    const provider = disturber.disturb(account.provider);
    create(provider, "a", true);
    create(provider, "a");
    expect(() => create(provider, "b")).to.throw("ThrottlingException");
    create(provider, "c");
    expect([has("a"), has("b"), has("c")]).to.deep.equal([1, 0, 1]);
    expect(disturber.operations.map(({ kind }) => kind)).to.deep.equal(Array(3).fill("create"));
    expect(disturber.hit).to.include({ kind: "create", urn: urnOf(ROLE, "b"), moment: "before" });
  });

  it("fails after a creation as the provider of AWS does: with what was made", () => {
    const { disturb } = new Disturber({ at: 1, moment: "after" });
    const error = thrownBy(() => create(disturb(account.provider), "a"));
    expect(error).to.be.instanceOf(PartialFailure);
    expect((error as PartialFailure).resource).to.deep.include({ id: "a", inputs: inputs("a") });
    expect(has("a")).to.equal(1);
  });

  it("fails after a deletion when it is done", () => {
    const { id, outputs } = create(account.provider, "a");
    const provider = new Disturber({ at: 1, moment: "after" }).disturb(account.provider);
    const drop = () => provider.delete(urnOf(ROLE, "a"), id, outputs, configuration);
    expect(drop).to.throw("InternalFailure");
    expect(has("a")).to.equal(0);
    expect(drop).not.to.throw();
  });

  it("fails before where nothing can be half there", () => {
    const disturber = new Disturber({ at: 1, moment: "after" });
    const password = urnOf("random:index/randomPassword:RandomPassword", "p");
    const make = () =>
      disturber.disturb(account.provider).create(password, { length: 8 }, configuration, false);
    expect(make).to.throw("ThrottlingException");
    expect(disturber.hit).to.include({ moment: "before" });
  });

  it("kills when what was asked has taken effect, with the operation noted", () => {
    let seen: unknown;
    const disturber: Disturber = new Disturber({
      at: 1,
      moment: "after",
      kill: () => (seen = [disturber.hit?.urn, has("a")]),
    });
    expect(() => create(disturber.disturb(account.provider), "a")).to.throw();
    expect(seen).to.deep.equal([urnOf(ROLE, "a"), 1]);
  });
});
