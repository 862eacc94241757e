import type { EngineEvent } from "@pulumi/pulumi/automation/events";
import { expect } from "chai";
import { EngineLog, table, verdict } from "../../../local/report/screen";

const event = (content: object) => ({ sequence: 1, timestamp: 1, ...content }) as EngineEvent;

describe("verdict", () => {
  const violation = (enforcementLevel: string) =>
    event({
      policyEvent: { policyPackName: "all", policyName: "a", message: "No.", enforcementLevel },
    });

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

  it("counts apart what a preview cannot judge", () => {
    const message =
      "can't run policy 'a' from policy pack 'all@v0.1.0' during preview: string value";
    const undecided = event({
      policyEvent: { policyName: "a", message, enforcementLevel: "advisory" },
    });
    expect(verdict("preview", { ok: true, events: [undecided] })).to.equal(
      "✔ preview: nothing done; policies: 0 mandatory, 0 advisory violations, 1 left for up to judge",
    );
  });

  it("says when nothing was done", () => {
    expect(verdict("down", { ok: true, events: [] })).to.equal(
      "✔ down: nothing done; policies: 0 mandatory, 0 advisory violations",
    );
  });
});

describe("the log of the engine", () => {
  it("tells of a violation once, though every phase finds it", async () => {
    const found = event({
      policyEvent: {
        policyName: "a",
        message: "No.\nFix it.",
        enforcementLevel: "advisory",
        resourceUrn: "urn:pulumi:s::p::x:y:Z$aws:s3/bucket:Bucket::b",
      },
    });
    const lines: string[] = [];
    const { error } = console;
    console.error = (line: string) => void lines.push(line);
    try {
      const log = new EngineLog();
      await log.tell("preview", { ok: true, events: [found] });
      await log.tell("up", { ok: true, events: [found] });
    } finally {
      console.error = error;
    }
    expect(lines).to.deep.equal([
      "  advisory  a  b (aws:s3/bucket:Bucket): Fix it.",
      "✔ preview: nothing done; policies: 0 mandatory, 1 advisory violations",
      "✔ up: nothing done; policies: 0 mandatory, 1 advisory violations",
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
