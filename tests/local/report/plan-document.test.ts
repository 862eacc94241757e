import type { EngineEvent } from "@pulumi/pulumi/automation/events";
import { expect } from "chai";
import { plainText, planDocument, violations } from "../../../local/report/plan-document";

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const target = { system: "order-management", stack: "dev" } as const;

/** An event as the engine sends it, of which only what is given is looked at. */
const event = (content: object) => ({ sequence: 1, timestamp: 1, ...content }) as EngineEvent;

const step = (op: string, type: string, inputs?: object) =>
  event({
    resourcePreEvent: {
      metadata: {
        op,
        type,
        urn: `urn:pulumi:dev::project::parent:type$${type}::a::b`,
        new: inputs && { parent: "urn:parent", custom: true, inputs },
      },
    },
  });

const violation = (message: string, enforcementLevel: string, resourceUrn?: string) =>
  event({
    policyEvent: {
      policyPackName: "all",
      policyName: "a-rule",
      message,
      enforcementLevel,
      resourceUrn,
    },
  });

describe("planDocument", () => {
  it("has each resource with its inputs, unknown values as null with their paths", () => {
    const inputs = { a: UNKNOWN, b: { c: ["x", { d: UNKNOWN }] }, e: [UNKNOWN], f: null, g: 0 };
    const document = planDocument(target, [
      step("create", "aws:sqs/queue:Queue", inputs),
      event({ summaryEvent: { resourceChanges: { create: 1 } } }),
    ]);
    expect(document).to.deep.equal({
      stack: "dev",
      system: "order-management",
      resources: [
        {
          urn: "urn:pulumi:dev::project::parent:type$aws:sqs/queue:Queue::a::b",
          type: "aws:sqs/queue:Queue",
          name: "a::b",
          parent: "urn:parent",
          custom: true,
          inputs: { a: null, b: { c: ["x", { d: null }] }, e: [null], f: null, g: 0 },
          unknown: ["a", "b.c[1].d", "e[0]"],
        },
      ],
      policies: [],
      summary: { create: 1 },
    });
  });

  it("has a replaced resource once, and neither what goes nor the providers", () => {
    const { resources } = planDocument(target, [
      step("create-replacement", "aws:sqs/queue:Queue", { fifoQueue: true }),
      step("replace", "aws:sqs/queue:Queue", { fifoQueue: true }),
      step("delete-replaced", "aws:sqs/queue:Queue", { fifoQueue: true }),
      step("delete", "aws:sns/topic:Topic"),
      step("create", "pulumi:providers:aws", { region: "us-east-1" }),
    ]);
    expect(resources.map(({ type, inputs }) => [type, inputs])).to.deep.equal([
      ["aws:sqs/queue:Queue", { fifoQueue: true }],
    ]);
  });

  it("is empty when nothing was planned", () => {
    expect(planDocument(target, [])).to.deep.include({ resources: [], policies: [], summary: {} });
  });
});

describe("violations", () => {
  it("are told once each, in plain text", () => {
    const message = "<{%fg 1%}>No.<{%reset%}>\n";
    expect(
      violations([
        violation(message, "mandatory", "urn:a"),
        violation(message, "mandatory", "urn:a"),
        violation(message, "advisory"),
      ]),
    ).to.deep.equal([
      { pack: "all", policy: "a-rule", level: "mandatory", urn: "urn:a", message: "No." },
      { pack: "all", policy: "a-rule", level: "advisory", urn: "", message: "No." },
    ]);
  });
});

describe("plainText", () => {
  it("leaves what is no colour mark", () => {
    expect(plainText("50% <{%bold%}>of {a} <b><{%reset%}> ")).to.equal("50% of {a} <b>");
  });
});
