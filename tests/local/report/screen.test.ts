import type { EngineEvent } from "@pulumi/pulumi/automation/events";
import { expect } from "chai";
import { violations } from "../../../local/report/plan-document";
import { EngineLog, table, verdict, violationLines } from "../../../local/report/screen";

const event = (content: object) => ({ sequence: 1, timestamp: 1, ...content }) as EngineEvent;

const violation = (enforcementLevel: string, message = "No.", resource = "it") =>
  event({
    policyEvent: {
      policyPackName: "all",
      policyName: "a",
      message,
      enforcementLevel,
      resourceUrn: `urn:pulumi:dev::project::parent:type$aws:sqs/queue:Queue::${resource}`,
    },
  });

/** What the engine says of a rule that reads what it does not know yet. */
const UNDECIDED =
  "can't run policy 'a' from policy pack 'all@v0.1.0' during preview: string value at .x can't be known during preview";

describe("verdict", () => {
  it("counts what was done and what was violated", () => {
    const events = [
      violation("mandatory"),
      violation("advisory"),
      event({ summaryEvent: { resourceChanges: { create: 2, same: 1 } } }),
    ];
    expect(verdict("up", { ok: false, events })).to.equal(
      "✘ up: 2 create, 1 same; policies: 1 mandatory, 1 advisory violations",
    );
  });

  it("does not count among violations what is not known yet", () => {
    const events = [
      violation("advisory"),
      violation("advisory", UNDECIDED, "one"),
      violation("mandatory", UNDECIDED, "two"),
    ];
    expect(verdict("preview", { ok: true, events })).to.equal(
      "✔ preview: nothing done; policies: 0 mandatory, 1 advisory violations; 2 not known yet",
    );
  });

  it("says when nothing was done", () => {
    expect(verdict("down", { ok: true, events: [] })).to.equal(
      "✔ down: nothing done; policies: 0 mandatory, 0 advisory violations",
    );
  });
});

describe("violationLines", () => {
  it("tell each violation, and each rule that a preview cannot judge yet once", () => {
    const events = [
      violation("advisory", UNDECIDED, "one"),
      violation("mandatory", "No,\nnot so."),
      violation("advisory", UNDECIDED, "two"),
    ];
    expect(violationLines(violations(events))).to.deep.equal([
      "  mandatory: a: aws:sqs/queue:Queue it: No, not so.",
      "  not known yet: a: of 2 resources; up judges",
    ]);
  });
});

describe("EngineLog", () => {
  it("tells a violation once, and a verdict each time", () => {
    const said: string[] = [];
    const { error } = console;
    console.error = (line: string) => void said.push(line);
    try {
      const log = new EngineLog();
      log.tell("preview", { ok: true, events: [violation("advisory")] });
      log.tell("up", { ok: true, events: [violation("advisory"), violation("advisory", "Nor.")] });
    } finally {
      console.error = error;
    }
    expect(said).to.deep.equal([
      "  advisory: a: aws:sqs/queue:Queue it: No.",
      "✔ preview: nothing done; policies: 0 mandatory, 1 advisory violations",
      "  advisory: a: aws:sqs/queue:Queue it: Nor.",
      "✔ up: nothing done; policies: 0 mandatory, 2 advisory violations",
    ]);
  });
});

describe("table", () => {
  it("lines its columns up", () => {
    const rows = [
      { name: "gateway", url: "http://localhost:8080", health: "running" },
      { name: "a-long-service", url: "", health: "not run here" },
    ];
    expect(table(rows).split("\n")).to.deep.equal([
      "SERVICE         URL                    HEALTH",
      "gateway         http://localhost:8080  running",
      "a-long-service                         not run here",
    ]);
  });
});
