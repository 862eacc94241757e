import { expect } from "chai";
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ledger } from "../../../local/stand-ins/ledger";
import { Account } from "../../../local/stand-ins/registry";
import { urnOf } from "./support";

const ROLE = "aws:iam/role:Role";
const PASSWORD = "random:index/randomPassword:RandomPassword";

const made = (type: string, name: string, outputs: object = {}) => ({
  urn: urnOf(type, name),
  type,
  id: name,
  inputs: { name },
  outputs: { name, ...outputs },
});

describe("the ledger of the account", () => {
  let folder: string;
  let place: { file: string; secret: string };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "ledger-"));
    place = { file: join(folder, "new", "account"), secret: "a secret of the state" };
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const names = () => Ledger.read(place).map(({ id }) => id);

  /** An account that writes into the ledger, begun with what it has. */
  function open(...initial: ReturnType<typeof made>[]): Account {
    const { ledger, resources } = Ledger.open(place, initial);
    return new Account(resources, ledger);
  }

  it("begins with what is given, and after that goes by itself", () => {
    open(made(ROLE, "a"));
    open(made(ROLE, "other"));
    expect(names()).to.deep.equal(["a"]);
  });

  it("has each thing as it was last, and nothing that is gone", () => {
    const account = open(made(ROLE, "a"), made(ROLE, "b"));
    account.put(made(ROLE, "c"));
    account.put({ ...made(ROLE, "c"), inputs: { path: "/" } });
    account.remove(urnOf(ROLE, "a"), "a", {});
    expect(names()).to.deep.equal(["b", "c"]);
    expect(Ledger.read(place)[1].inputs).to.deep.equal({ path: "/" });
    open();
    expect(names()).to.deep.equal(["b", "c"]);
  });

  it("has both of two revisions that share their id", () => {
    const account = open();
    account.put(made(ROLE, "a", { arn: "a:1" }));
    account.put(made(ROLE, "a", { arn: "a:2" }));
    expect(names()).to.deep.equal(["a", "a"]);
    account.remove(urnOf(ROLE, "a"), "a", { arn: "a:1" });
    expect(Ledger.read(place).map(({ outputs }) => outputs.arn)).to.deep.equal(["a:2"]);
  });

  it("has nothing that lives in no account", () => {
    open().put(made(PASSWORD, "p"));
    expect(names()).to.deep.equal([]);
  });

  it("forgets the line that a killed process was writing", () => {
    open(made(ROLE, "a"));
    appendFileSync(place.file, "cut off here");
    expect(names()).to.deep.equal(["a"]);
  });

  it("shows nothing of what it holds, and is for its own secret alone", () => {
    open(made(ROLE, "a", { masterPassword: "hunter2hunter2" }));
    const text = readFileSync(place.file, "utf8");
    expect(text).not.to.include("hunter2");
    expect(Buffer.from(text, "base64").toString("latin1")).not.to.include("hunter2");
    expect(() => Ledger.read({ ...place, secret: "another" })).to.throw("cannot be read");
  });
});
