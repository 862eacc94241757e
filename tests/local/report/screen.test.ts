import type { EngineEvent } from "@pulumi/pulumi/automation/events";
import { expect } from "chai";
import { table, verdict } from "../../../local/report/screen";

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

  it("says when nothing was done", () => {
    expect(verdict("down", { ok: true, events: [] })).to.equal(
      "✔ down: nothing done; policies: 0 mandatory, 0 advisory violations",
    );
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
