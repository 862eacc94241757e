import { expect } from "chai";
import * as fs from "node:fs";
import { ensureCli } from "../../../local/engine/cli";
import type { Session } from "../../../local/stack/session";
import {
  changesOf,
  expectOk,
  filesWith,
  secretsIn,
  summaryOf,
  withoutSecrets,
} from "./support/outcomes";
import { ProjectCopy } from "./support/project-copy";

const CONTEXT = "services/order-management/order-service";

/** How the engine replaces a resource. */
const HALVES = ["create-replacement", "replace", "delete-replaced"];

/** One deployed stack for all: each test takes up where the one before left it. */
describe("a stack in the real engine", function () {
  this.timeout(120_000);
  let copy: ProjectCopy;
  let session: Session;
  let said: () => string;

  before(async function () {
    this.timeout(0);
    await ensureCli({ report: () => undefined });
    copy = new ProjectCopy();
    ({ session, said } = await copy.session(
      { system: "order-management", stack: "dev" },
      { ours: ["all"], theirs: [] },
    ));
  });
  after(async () => {
    await session?.close();
    await copy?.remove();
  });

  it("is planned without anything being made", async () => {
    const outcome = await session.preview();
    expectOk(outcome, said);
    expect(Object.keys(summaryOf(outcome))).to.deep.equal(["create"]);
    expect(copy.stateOf("dev")).to.deep.equal([]);
  });

  it("comes up", async () => {
    const outcome = await session.up();
    expectOk(outcome, said);
    const { create, ...others } = summaryOf(outcome);
    expect(others).to.deep.equal({});
    expect(create).to.be.greaterThan(100);
    expect(copy.stateOf("dev")).to.have.length.of.at.least(create);
  });

  it("stays as it is when nothing has changed", async () => {
    const outcome = await session.up();
    expectOk(outcome, said);
    expect(Object.keys(summaryOf(outcome))).to.deep.equal(["same"]);
    expect(changesOf(outcome)).to.deep.equal([]);
  });

  it("tells its outputs", async () => {
    const outputs = await session.outputs();
    expect(outputs.clusterName).to.deep.equal({ value: "order-management-dev", secret: false });
    expect(outputs).to.include.all.keys(
      "url",
      "albDnsName",
      "logGroupName",
      "kmsAlias",
      "orderServiceTargetGroupArn",
      "invoiceServiceTargetGroupArn",
      "migrationTaskDefinitionArn",
      "databaseCredentialsArn",
    );
  });

  it("keeps its secrets encrypted on disk, and wrapped where it shows them", async () => {
    const exported = await session.export();
    const secrets = [...new Set(secretsIn(exported))].filter(text => text.length >= 16);
    expect(secrets).to.not.deep.equal([]);
    const open = JSON.stringify(withoutSecrets(exported));
    for (const secret of secrets) {
      expect(open.includes(secret), "shown outside its wrapper").to.equal(false);
      expect(filesWith(secret, copy.path(".local"))).to.deep.equal([]);
    }
  });

  it("keeps no file beside its state that a killed command could leave half written", () => {
    const names = fs.readdirSync(copy.path(".local/stacks/dev/state"), { recursive: true });
    expect(names.map(String).filter(name => name.endsWith(".attrs"))).to.deep.equal([]);
  });

  it("does not change with a file that the image does not have", async () => {
    fs.writeFileSync(copy.path(CONTEXT, "notes.txt"), "Not for the image.");
    const outcome = await session.preview();
    expectOk(outcome, said);
    expect(changesOf(outcome)).to.deep.equal([]);
  });

  it("changes with one byte of a service's code only what runs that code", async () => {
    fs.appendFileSync(copy.path(CONTEXT, "src/main.ts"), " ");
    const outcome = await session.up();
    expectOk(outcome, said);
    const replaced = [
      "aws:ecs/taskDefinition:TaskDefinition migration",
      "aws:ecs/taskDefinition:TaskDefinition order-service",
    ].flatMap(resource => HALVES.map(half => `${half} ${resource}`));
    const updated = [
      "docker:index/image:Image order-service",
      "aws:ecs/service:Service order-service",
      // The migration runs for the new image; the service's rollout is watched again.
      "pulumi-nodejs:dynamic:Resource migration",
      "pulumi-nodejs:dynamic:Resource order-service",
    ].map(resource => `update ${resource}`);
    expect(changesOf(outcome)).to.have.members([...replaced, ...updated]);
  });

  it("goes down to nothing", async () => {
    expectOk(await session.down(), said);
    expect(copy.stateOf("dev")).to.deep.equal([]);
    expect(fs.existsSync(copy.stateFile("dev"))).to.equal(false);
  });
});
