import type { ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";
import { expect } from "chai";

import { enrol } from "../../policies/enrol";
import { subjectOf } from "../../policies/exemptions/exemption";
import { NEVER_EXEMPT } from "../../policies/tags";
import { peek } from "../../policies/known";
import { onTypes } from "../../policies/resource";
import { stackViolations, unknownValue, violations } from "./support/engine";

const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";
const reason = "Kept plain until the export is rebuilt.";

/** A rule with two findings on each log group that has no key, and one that reads an unknown. */
const rule: ResourceValidationPolicy = {
  name: "plain",
  description: "Test.",
  configSchema: { properties: { extra: { type: "string", default: "x" } } },
  validateResource: ({ type, props }, report) => {
    if (type === LOG_GROUP && peek(() => props.kmsKeyId as unknown) === undefined) {
      report("[Key::none] no key");
      report("[Key::other] no other key");
    }
  },
};
const stackRule: StackValidationPolicy = {
  name: "stacked",
  description: "Test.",
  validateStack: ({ resources }, report) => {
    for (const { urn } of resources) {
      report("[Stack] seen", urn);
    }
    report("[Stack] whole");
  },
};
const fixed: ResourceValidationPolicy = { ...rule, name: "fixed", tags: [NEVER_EXEMPT] };

const now = new Date("2026-12-01T12:00:00Z");
const everything = [rule, stackRule, fixed];
const subject = { type: LOG_GROUP, name: "orders", props: {} };

/** One run of the engine: the same pack, first each resource, then the stack. */
function run(exemptions: object[]) {
  const policies = enrol(everything, now);
  const find = (name: string) => policies.find(policy => policy.name === name) as never;
  const config = { exemptions: exemptions.map(({ rule: _, ...rest }: any) => rest) };
  return {
    policies,
    resource: (over: object = {}) => violations(find("plain"), { ...subject, config, ...over }),
    fixed: () => violations(find("fixed"), { ...subject, config }),
    stack: () => stackViolations(find("stacked"), [subject], config),
    stale: () => stackViolations(find("stale-exemption"), [], { exemptions }),
    inUse: () => stackViolations(find("exemption-in-use"), []),
  };
}

const both = ["[Key::none] no key", "[Key::other] no other key"];

describe("an exemption", () => {
  it("excuses what its rule finds at its resource, to the end of its last day", async () => {
    const { resource } = run([
      { rule: "plain", resource: `${LOG_GROUP}::orders`, reason, until: "2026-12-01" },
    ]);
    expect(await resource()).to.deep.equal([]);
    const over = run([{ rule: "plain", resource: "*::orders", reason, until: "2026-11-30" }]);
    expect(await over.resource()).to.deep.equal(both);
  });

  it("excuses the finding that it names alone", async () => {
    const { resource } = run([{ rule: "plain", resource: "*::orders", match: "Key::n*", reason }]);
    expect(await resource()).to.deep.equal([both[1]]);
  });

  it("says nothing of other resources", async () => {
    for (const pattern of [`${LOG_GROUP}::invoices`, "aws:ecs/*::*", "orders", "*::order"]) {
      const { resource } = run([{ rule: "plain", resource: pattern, reason }]);
      expect(await resource(), pattern).to.deep.equal(both);
    }
  });

  it("is for the resource that a stack rule names", async () => {
    expect(await run([]).stack()).to.deep.equal(["orders: [Stack] seen", "[Stack] whole"]);
    const { stack } = run([{ rule: "stacked", resource: `${LOG_GROUP}::orders`, reason }]);
    expect(await stack()).to.deep.equal(["[Stack] whole"]);
  });

  it("has no effect on a rule that takes none", async () => {
    const { fixed } = run([{ rule: "fixed", resource: "*::orders", reason }]);
    expect(await fixed()).to.deep.equal(both);
  });
});

describe("exemption-in-use", () => {
  it("tells what is excused, how often, until when and why", async () => {
    const { resource, inUse } = run([
      { rule: "plain", resource: `${LOG_GROUP}::orders`, reason, until: "2026-12-01" },
    ]);
    await resource();
    expect(await inUse()).to.deep.equal([
      `2 of plain at ${LOG_GROUP}::orders until 2026-12-01: ${reason}`,
    ]);
  });

  it("counts the findings that an exemption names", async () => {
    const { resource, inUse } = run([
      { rule: "plain", resource: "*::orders", match: "Key::n*", reason },
    ]);
    await resource();
    expect(await inUse()).to.deep.equal([`1 of plain at *::orders: ${reason}`]);
  });

  it("tells what is excused from a stack rule", async () => {
    const { stack, inUse } = run([{ rule: "stacked", resource: `${LOG_GROUP}::orders`, reason }]);
    await stack();
    expect(await inUse()).to.deep.equal([`1 of stacked at ${LOG_GROUP}::orders: ${reason}`]);
  });

  it("says nothing of one that is over", async () => {
    const { resource, inUse } = run([
      { rule: "plain", resource: "*::orders", reason, until: "2026-11-30" },
    ]);
    await resource();
    expect(await inUse()).to.deep.equal([]);
  });

  it("says nothing of one that excuses nothing", async () => {
    const { resource, inUse } = run([{ rule: "plain", resource: "*::invoices", reason }]);
    await resource();
    expect(await inUse()).to.deep.equal([]);
  });
});

describe("stale-exemption", () => {
  it("accepts one that excuses something on its last day", async () => {
    const { resource, stale } = run([
      { rule: "plain", resource: "*::orders", reason, until: "2026-12-01" },
    ]);
    await resource();
    expect(await stale()).to.deep.equal([]);
  });

  it("reports one that is over", async () => {
    const { resource, stale } = run([
      { rule: "plain", resource: "*::orders", reason, until: "2026-11-30" },
    ]);
    await resource();
    expect(await stale()).to.deep.equal([
      "The exemption of *::orders from plain ended on 2026-11-30: remove it, or renew it.",
    ]);
  });

  it("reports one that excuses nothing", async () => {
    const { resource, stale } = run([
      { rule: "plain", resource: "*::orders", reason },
      { rule: "plain", resource: "*::invoices", reason },
    ]);
    await resource();
    expect(await stale()).to.deep.equal([
      "The exemption of *::invoices from plain excuses nothing: remove it.",
    ]);
  });

  it("waits while the rule had to do without an unknown value", async () => {
    const { resource, stale } = run([{ rule: "plain", resource: "*::orders", reason }]);
    await resource({ props: { kmsKeyId: unknownValue } });
    expect(await stale()).to.deep.equal([]);
  });

  it("reports one from a rule that takes none", async () => {
    const { stale } = run([{ rule: "fixed", resource: "*::orders", reason }]);
    expect(await stale()).to.deep.equal([
      "The exemption of *::orders from fixed has no effect, as nothing is exempt from this rule: remove it.",
    ]);
  });

  it("leaves one from a rule of another pack to that pack", async () => {
    const { stale } = run([{ rule: "elsewhere", resource: "*::orders", reason }]);
    expect(await stale()).to.deep.equal([]);
  });
});

describe("an enrolled rule", () => {
  it("keeps its configuration, and takes exemptions with a reason", () => {
    const [enrolled, , never] = enrol(everything, now);
    expect(Object.keys(enrolled.configSchema?.properties ?? {})).to.deep.equal([
      "extra",
      "exemptions",
    ]);
    expect(enrolled.configSchema?.properties.exemptions.items).to.deep.include({
      required: ["resource", "reason"],
      additionalProperties: false,
    });
    expect(never).to.equal(fixed);
  });

  it("passes on what a rule reports or throws", async () => {
    expect(await run([]).resource()).to.deep.equal(both);
    const failing: ResourceValidationPolicy = {
      ...rule,
      validateResource: () => {
        throw new Error("broken rule");
      },
    };
    const [enrolled] = enrol([failing], now);
    const failure = await violations(enrolled, subject).catch((error: unknown) => error);
    expect(failure).to.be.an("error").with.property("message", "broken rule");
  });

  it("is not asked about other types than its own", async () => {
    const asked: string[] = [];
    const typed = {
      ...rule,
      validateResource: onTypes(["a:b:C"], (_, __, { type }) => void asked.push(type)),
    };
    const [enrolled] = enrol([typed], now) as ResourceValidationPolicy[];
    await violations(enrolled, { type: "a:b:C", props: {} });
    await violations(enrolled, { type: "a:b:D", props: {} });
    expect(asked).to.deep.equal(["a:b:C"]);
  });
});

describe("the subject of a URN", () => {
  it("is its own type and its name", () => {
    expect(subjectOf("urn:pulumi:dev::p::infra:a:B$aws:ecs/service:Service::orders")).to.equal(
      "aws:ecs/service:Service::orders",
    );
    expect(subjectOf("urn:pulumi:dev::p::aws:s3/bucket:Bucket::a::b")).to.equal(
      "aws:s3/bucket:Bucket::a::b",
    );
  });
});
