import { expect } from "chai";
import * as fs from "node:fs";
import type { PlanDocument } from "../../../local/report/plan-document";
import { secretsIn } from "../stack/support/outcomes";
import {
  type Ended,
  type ProjectCopy,
  type StateEntry,
  withProjectCopy,
} from "../stack/support/project-copy";

describe("rehearse of prod", function () {
  this.timeout(180_000);
  let copy: ProjectCopy;
  let ended: Ended;

  withProjectCopy(made => (copy = made));
  before(async function () {
    this.timeout(0);
    const args = ["--stack", "prod", "--export", "state.json", "--json", "plan.json"];
    ended = await copy.run("rehearse", args);
  });

  const read = (file: string): unknown => JSON.parse(fs.readFileSync(copy.path(file), "utf8"));

  it("comes up, changes nothing the second time and goes down, protected as it is", () => {
    const verdicts = ended.stderr.split("\n").filter(line => /^[✔✘]/.test(line));
    expect(ended.code, ended.stderr.slice(-3000)).to.equal(0);
    expect(verdicts.map(line => line.split(";")[0].replace(/\d+/, "N"))).to.deep.equal([
      "✔ up: N create",
      "✔ up again, which must change nothing: N same",
      "✔ down: N delete",
    ]);
    const { deployment } = read("state.json") as { deployment: { resources: StateEntry[] } };
    const guarded = deployment.resources.filter(({ protect }) => protect);
    expect(guarded.map(({ type }) => type)).to.include("aws:rds/instance:Instance");
  });

  it("exports the secrets of the first `up` in the clear, for the user's eyes alone", () => {
    expect(fs.statSync(copy.path("state.json")).mode & 0o777).to.equal(0o600);
    const secrets = secretsIn(read("state.json"));
    expect(secrets.some(text => text.startsWith("postgresql://"))).to.equal(true);
  });

  it("leaves nothing unknown to the policies, and no mandatory violation", () => {
    const { resources, policies } = read("plan.json") as PlanDocument;
    expect(resources.flatMap(({ unknown }) => unknown)).to.deep.equal([]);
    expect(policies.filter(({ level }) => level === "mandatory")).to.deep.equal([]);
  });

  it("leaves no state behind", () => {
    expect(
      fs.readdirSync(copy.path(".local")).filter(name => /rehearsal/.test(name)),
    ).to.deep.equal([]);
    expect(copy.stateOf("prod")).to.deep.equal([]);
  });
});
