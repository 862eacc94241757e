import { expect } from "chai";
import { spawnSync } from "child_process";
import { mkdtempSync, rmSync, writeFileSync } from "fs";
import { tmpdir } from "os";
import { join } from "path";

import { planFromDocuments } from "../../.github/scripts/report/from-documents";
import { planFromEvents } from "../../.github/scripts/report/from-events";
import { toMarkdown } from "../../.github/scripts/report/markdown";
import { Plan } from "../../.github/scripts/report/plan";

const MAIN = ".github/scripts/report/main.ts";
const urnOf = (type: string, name: string) => `urn:pulumi:dev::shop::infra:x:X$${type}::${name}`;
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

const state = (type: string, name: string, inputs: object, custom = true) => ({
  ...{ type, custom, inputs, id: "", outputs: {}, provider: "", protect: false, delete: false },
  urn: urnOf(type, name),
  parent: "urn:pulumi:dev::shop::infra:x:X::orders",
});

/** A step as the engine's log has it. */
const step = (
  op: string,
  type: string,
  name: string,
  { was, is, ...more }: Record<string, any>,
) => ({
  resourcePreEvent: {
    metadata: {
      ...{ op, type, urn: urnOf(type, name), provider: "", ...more },
      old: was === undefined ? null : state(type, name, was, more.custom),
      new: is === undefined ? null : state(type, name, is, more.custom),
    },
  },
});
const END = { summaryEvent: { resourceChanges: {} } };

const planOf = (...events: object[]) =>
  planFromEvents(events.map(e => JSON.stringify(e)).join("\n"));

const TASK = "aws:ecs/taskDefinition:TaskDefinition";
const SERVICE = "aws:ecs/service:Service";
const task = (cpu: string) => ({
  ...{ family: "orders", cpu, memory: "2048" },
  requiresCompatibilities: ["FARGATE"],
});

describe("a plan from the engine's log", () => {
  it("tells each resource of AWS's that changes, once", () => {
    const { changes } = planOf(
      step("update", "infra:x:X", "orders", { was: {}, is: {}, custom: false }),
      step("update", "pulumi:providers:aws", "default", { was: {}, is: {} }),
      step("same", "aws:kms/key:Key", "key", { was: {}, is: {} }),
      step("create", "aws:sns/topic:Topic", "alarms", { is: {} }),
      step("create-replacement", TASK, "orders", { was: task("256"), is: task("512") }),
      step("replace", TASK, "orders", {
        ...{ was: task("256"), is: task("512") },
        detailedDiff: { cpu: { diffKind: "update-replace" } },
      }),
      step("update", SERVICE, "orders", {
        ...{ was: { desiredCount: 1 }, is: { desiredCount: 2 } },
        detailedDiff: { "tags.Owner": {}, "tags.CostCenter": {} },
      }),
      step("delete-replaced", TASK, "orders", { was: task("256") }),
      step("delete", "aws:sqs/queue:Queue", "old", { was: {} }),
      END,
    );
    expect(changes).to.deep.equal([
      { op: "create", type: "aws:sns/topic:Topic", name: "alarms", properties: [] },
      { op: "replace", type: TASK, name: "orders", properties: ["cpu"] },
      { op: "update", type: SERVICE, name: "orders", properties: ["tags"] },
      { op: "delete", type: "aws:sqs/queue:Queue", name: "old", properties: [] },
    ]);
  });

  it("forecasts what it costs before and after, each resource once", () => {
    const { cost } = planOf(
      step("create-replacement", TASK, "orders", { was: task("256"), is: task("512") }),
      step("replace", TASK, "orders", { was: task("256"), is: task("512") }),
      step("same", SERVICE, "orders", {
        was: { name: "orders", taskDefinition: "arn:aws:ecs:…:1", desiredCount: 1 },
        is: { name: "orders", taskDefinition: UNKNOWN, desiredCount: 1 },
      }),
      step("delete-replaced", TASK, "orders", { was: task("256") }),
      END,
    );
    // A quarter of a vCPU more for 730 hours at 0.04048 USD.
    expect(cost.after - cost.before).to.be.closeTo(0.25 * 0.04048 * 730, 0.01);
    expect(cost.unpriced).to.deep.equal([]);
    const key = planOf(
      ...["create-replacement", "replace", "delete-replaced"].map(op =>
        step(op, "aws:kms/key:Key", "key", { was: {}, is: {} }),
      ),
      END,
    );
    expect(key.cost).to.include({ before: 1, after: 1 });
  });

  it("has each violation once, without the engine's colours", () => {
    const policyEvent = {
      ...{ policyName: "ecr-immutable-tags", policyPackName: "all", enforcementLevel: "mandatory" },
      ...{ resourceUrn: urnOf("aws:ecr/repository:Repository", "orders"), color: "raw" },
      message: "<{%fg 1%}>A tag can be moved.<{%reset%}>\n",
    };
    expect(planOf({ policyEvent }, { policyEvent }, END).violations).to.deep.equal([
      {
        ...{ level: "mandatory", policy: "ecr-immutable-tags", resource: "orders" },
        message: "A tag can be moved.",
      },
    ]);
  });

  it("says that it is not whole when the engine ended early, or met an error", () => {
    expect(planOf().errors).to.deep.equal(["the engine ended before the plan was whole"]);
    const diagnosticEvent = { severity: "error", message: "no credentials" };
    expect(planOf({ diagnosticEvent }, { diagnosticEvent }).errors).to.deep.equal([
      "no credentials",
    ]);
  });
});

describe("a plan from two documents", () => {
  const resource = (type: string, name: string, inputs: object, custom = true) => ({
    ...{ ...state(type, name, inputs), inputs: inputs as Record<string, unknown> },
    custom,
  });
  const document = (...resources: ReturnType<typeof resource>[]) => ({ resources, policies: [] });

  it("tells what came, went and differs", () => {
    const base = document(
      resource("aws:sns/topic:Topic", "gone", {}),
      resource("aws:kms/key:Key", "key", { tags: { Owner: "a" }, description: "d" }),
      resource("infra:x:X", "part", { a: 1 }, false),
    );
    const head = document(
      resource("aws:kms/key:Key", "key", { tags: { Owner: "b" }, description: "d" }),
      resource("aws:sns/topic:Topic", "new", {}),
      resource("infra:x:X", "part", { a: 2 }, false),
    );
    expect(planFromDocuments(base, head).changes).to.deep.equal([
      { op: "update", type: "aws:kms/key:Key", name: "key", properties: ["tags"] },
      { op: "create", type: "aws:sns/topic:Topic", name: "new", properties: [] },
      { op: "delete", type: "aws:sns/topic:Topic", name: "gone", properties: [] },
    ]);
    expect(planFromDocuments(head, head).changes).to.deep.equal([]);
  });

  it("without a base is all new, and costs what it costs", () => {
    const plan = planFromDocuments(undefined, document(resource("aws:kms/key:Key", "key", {})));
    expect(plan.changes.map(({ op }) => op)).to.deep.equal(["create"]);
    expect(plan.cost).to.deep.equal({ before: 0, after: 1, unpriced: [] });
  });
});

describe("a plan as Markdown", () => {
  const plan: Plan = {
    changes: [
      { op: "create", type: "a:b:C", name: "new", properties: [] },
      { op: "delete", type: "a:b:C", name: "old", properties: [] },
    ],
    violations: [{ level: "advisory", policy: "p", resource: "r", message: "first\nsecond" }],
    cost: { before: 148.4, after: 120.2, unpriced: [] },
    errors: [],
  };

  it("begins with what counts, and lists first what goes", () => {
    const lines = toMarkdown("dev", plan).split("\n");
    expect(lines[0]).to.equal("### dev");
    expect(lines[2]).to.equal(
      "**1 to delete, 1 to create** · 0 mandatory and 1 advisory violations · 120 USD a month at least (−28)",
    );
    expect(lines.filter(line => line.includes("a:b:C"))).to.deep.equal([
      "| − delete | a:b:C | old |  |",
      "| + create | a:b:C | new |  |",
    ]);
    expect(lines).to.include("| advisory | p | r | first |");
  });

  it("takes nothing that a pull request says as markup, and mentions nobody", () => {
    const hostile = "x | y</details>\n# <img src=a> @team `a` [l](u)";
    const shown = toMarkdown(hostile, {
      ...plan,
      violations: [{ ...plan.violations[0], message: hostile }],
    });
    expect(shown).to.not.match(/<img|@team|^# |[^\\]\[l]|[^\\]`/m);
    expect(shown.match(/<\/details>/g)).to.have.length(1);
  });

  it("stays short, and says how much is left out", () => {
    const changes = Array.from({ length: 100 }, (_, i) => ({ ...plan.changes[0], name: `n${i}` }));
    const shown = toMarkdown("dev", { ...plan, changes });
    expect(shown).to.contain("| n39 |").and.contain("… and 60 more").and.not.contain("| n40 |");
  });

  it("of one that is not whole shows the errors and no sums", () => {
    const shown = toMarkdown("dev", { ...plan, changes: [], violations: [], errors: ["no ```"] });
    expect(shown).to.contain("    no ```").and.not.contain("USD");
  });
});

describe("the report's command", () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "report-"))));
  afterEach(() => rmSync(folder, { recursive: true }));

  const report = (...args: string[]) =>
    spawnSync(process.execPath, ["-r", "ts-node/register/transpile-only", MAIN, ...args], {
      encoding: "utf8",
    });
  const logOf = (...events: object[]) => {
    const file = join(folder, "log");
    writeFileSync(file, events.map(event => `${JSON.stringify(event)}\n`).join(""));
    return file;
  };
  const violation = (enforcementLevel: string) => ({
    policyEvent: { ...{ policyName: "p", message: "m", color: "never" }, enforcementLevel },
  });

  const endings: [what: string, code: number, events: object[]][] = [
    ["nothing changes", 0, [END]],
    ["the plan is not whole", 3, []],
    ["something changes", 4, [step("create", "a:b:C", "n", { is: {} }), END]],
    ["a mandatory rule is broken", 5, [violation("mandatory"), END]],
    ["an advisory one is", 0, [violation("advisory"), END]],
  ];
  for (const [what, code, events] of endings) {
    it(`ends with ${code} when ${what}`, () => {
      const { status, stdout } = report("--title", "dev", "--events", logOf(...events));
      expect([status, stdout.split("\n")[0]]).to.deep.equal([code, "### dev"]);
    });
  }

  it("ends with 2 and a sentence when it is called wrongly", () => {
    for (const args of [["--title", "t"], ["--title", "t", "--events", "none"], ["--other"]]) {
      const { status, stdout, stderr } = report(...args);
      expect([status, stdout], args.join(" ")).to.deep.equal([2, ""]);
      expect(stderr).to.match(/^report: .+/m);
    }
  });
});
