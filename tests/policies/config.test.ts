import { expect } from "chai";

import { policyConfig, PolicySettingsError } from "../../policies/config";
import { allRules, packs } from "../../policies/packs";
import { MANDATORY_IN_PROD, PROD_ONLY } from "../../policies/tags";

const advisory = { enforcementLevel: "advisory" };
const tagged = (tag: string) =>
  allRules
    .filter(({ tags }) => tags?.includes(tag))
    .map(({ name }) => name)
    .sort();
const exemption = {
  rule: "iam-no-user",
  resource: "aws:iam/user:User::legacy",
  reason: "The mail relay cannot take a role.",
  until: "2027-01-31",
};

describe("the policies' configuration", () => {
  it("leaves every rule in force in prod", () => {
    expect(policyConfig("prod")).to.deep.equal({
      "required-tag-values": { patterns: { Environment: "prod(uction)?" } },
      "stale-exemption": { exemptions: [] },
    });
  });

  const levels = (environment: "local" | "dev" | "staging", level: string) =>
    Object.entries(policyConfig(environment))
      .filter(([, { enforcementLevel }]) => enforcementLevel === level)
      .map(([rule]) => rule)
      .sort();

  for (const environment of ["local", "dev"] as const) {
    it(`only warns in ${environment} of what prod needs, and asks for nothing that costs`, () => {
      expect(levels(environment, "advisory")).to.deep.equal(tagged(MANDATORY_IN_PROD));
      expect(levels(environment, "disabled")).to.deep.equal(tagged(PROD_ONLY));
    });
  }

  it("warns in staging of all that prod needs", () => {
    const both = [...tagged(MANDATORY_IN_PROD), ...tagged(PROD_ONLY)].sort();
    expect(levels("staging", "advisory")).to.deep.equal(both);
    expect(levels("staging", "disabled")).to.deep.equal([]);
  });

  it("names the rules of the pack that it is for, and no other", () => {
    const settings = {
      config: { "required-tags": { keys: ["Owner"] } },
      levels: { "log-group-retention": "advisory" },
      exemptions: [exemption],
    };
    const own = packs.logging.map(({ name }) => name);
    const config = policyConfig("dev", settings, "logging");
    expect([...own, "stale-exemption"]).to.include.members(Object.keys(config));
    expect(config["log-group-retention"]).to.include({ enforcementLevel: "advisory" });
    expect(config["stale-exemption"]).to.deep.equal({ exemptions: [exemption] });
  });

  it("takes a stack's levels and configuration over these", () => {
    const config = policyConfig("dev", {
      levels: { "alb-listener-https-only": "mandatory", "required-tags": "disabled" },
      config: {
        "required-tags": { keys: ["Owner"] },
        "required-tag-values": { patterns: { Owner: "team-.+" } },
      },
    });
    expect(config).to.deep.include({
      "alb-listener-https-only": { enforcementLevel: "mandatory" },
      "required-tags": { keys: ["Owner"], enforcementLevel: "disabled" },
      "required-tag-values": { patterns: { Owner: "team-.+" } },
    });
  });

  it("gives each rule its exemptions, and the rule that judges them all", () => {
    const other = { ...exemption, rule: "log-group-encrypted", resource: "*::audit" };
    const again = { ...exemption, resource: "aws:iam/accessKey:AccessKey::legacy" };
    const config = policyConfig("dev", { exemptions: [exemption, other, again] });
    const { resource, reason, until } = exemption;
    const first = { resource, reason, until };
    expect(config["iam-no-user"]).to.deep.equal({
      exemptions: [first, { ...first, resource: again.resource }],
    });
    expect(config["log-group-encrypted"]).to.deep.equal({
      ...advisory,
      exemptions: [{ ...first, resource: "*::audit" }],
    });
    expect(config["stale-exemption"]).to.deep.equal({ exemptions: [exemption, other, again] });
  });

  const refused: [string, unknown, string[]][] = [
    ["another member", { level: {} }, ["settings: there is no level here"]],
    ["no object", [], ["settings: Invalid input: expected object, received array"]],
    [
      "an unknown rule",
      { levels: { "rds-x": "advisory" } },
      ["levels.rds-x: not the name of a rule"],
    ],
    [
      "an unknown level",
      { levels: { "required-tags": "fix" } },
      [
        'levels.required-tags: Invalid option: expected one of "advisory"|"mandatory"|"disabled"|"remediate"',
      ],
    ],
    [
      "to remediate by a rule that cannot",
      { levels: { "iam-no-user": "remediate" } },
      ["levels.iam-no-user: the rule mends nothing by itself, so remediate is not for it"],
    ],
    [
      "configuration that the rule does not take",
      { config: { "required-tags": { kees: [] }, "iam-no-user": { exemptions: [] } } },
      [
        "config.required-tags.kees: the rule takes keys, values",
        "config.iam-no-user.exemptions: the rule takes no configuration",
      ],
    ],
    [
      "an exemption with every mistake",
      {
        exemptions: [
          { rule: "rds-x", resource: "orders", reason: "because", until: "tomorrow", by: "me" },
        ],
      },
      [
        "exemptions.0.rule: not the name of a rule",
        "exemptions.0.resource: <type>::<name>, where * stands for anything",
        "exemptions.0.reason: at least 15 characters",
        "exemptions.0.until: a date, YYYY-MM-DD",
        "exemptions.0: there is no by here",
      ],
    ],
    [
      "an exemption from a rule that takes none",
      { exemptions: [{ ...exemption, rule: "iam-policy-no-admin-statement" }] },
      ["exemptions.0.rule: a rule that takes no exemption"],
    ],
    [
      "a day that there is not",
      { exemptions: [{ ...exemption, until: "2026-02-30" }] },
      ["exemptions.0.until: a date, YYYY-MM-DD"],
    ],
  ];
  for (const [title, settings, problems] of refused) {
    it(`refuses ${title}`, () => {
      expect(() => policyConfig("dev", settings)).to.throw(
        PolicySettingsError,
        new RegExp(`^the policy settings are not valid:\n  ${escape(problems.join("\n  "))}$`),
      );
    });
  }
});

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
