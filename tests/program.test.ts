import type { Policies } from "@pulumi/policy";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";

import { allRules } from "../policies/all/rules";
import { policyConfig, RuleConfig } from "../policies/config";
import taggable from "../policies/tagging/taggable-types.json";
import { Member, stackViolations, violations } from "./policies/support/engine";
import { failureOf } from "./support/failure";
import { Recording, Registration } from "./support/mocks";
import { recordProgram, Stack } from "./support/program";
import { valueOf } from "./support/values";

const STACKS: readonly Stack[] = ["local", "dev", "prod"];

const OUTPUTS = [
  "url",
  "albDnsName",
  "clusterName",
  "logGroupName",
  "kmsAlias",
  "orderServiceTargetGroupArn",
  "invoiceServiceTargetGroupArn",
  "migrationTaskDefinitionArn",
  "databaseCredentialsArn",
];

describe("the program", () => {
  for (const stack of STACKS) {
    describe(`as the stack ${stack}`, () => {
      let recording: Recording<Promise<Record<string, unknown>>>;
      before(async () => (recording = await recordProgram(stack)));

      it("has the documented outputs, each with a value", async () => {
        const outputs = await recording.result;
        expect(Object.keys(outputs)).to.have.members(OUTPUTS);
        for (const [key, value] of Object.entries(outputs)) {
          expect(await valueOf(pulumi.output(value)), key).to.be.a("string").that.is.not.empty;
        }
      });

      it("puts the four tags on everything that takes tags", () => {
        const expected = {
          Environment: stack,
          Application: "order-management",
          Owner: "order-management-team",
          CostCenter: "order-management",
        };
        const tagged = recording.resources.filter(({ type }) => isTaggable(type));
        expect(tagged.length).to.be.greaterThan(30);
        for (const { type, name, inputs } of tagged) {
          expect(inputs.tags, `${type} ${name}`).to.include(expected);
        }
      });

      it("keeps every mandatory rule of the policy packs", async () => {
        expect(await findings(recording, policyConfig(stack), "mandatory")).to.deep.equal([]);
      });

      it("keeps secrets out of what tasks show", () => {
        const shown = recording.resources
          .filter(({ type }) => type === "aws:ecs/taskDefinition:TaskDefinition")
          .map(({ inputs }) => inputs.containerDefinitions as string);
        expect(shown).to.have.length(3);
        const password = recording.resources.find(
          ({ type }) => type === "aws:rds/instance:Instance",
        )?.inputs.password as string;
        expect(password).to.have.length(40);
        for (const definition of shown) {
          expect(definition).to.not.contain(password);
        }
      });
    });
  }

  it("would break a mandatory rule in prod with a bucket that takes plain HTTP", async () => {
    const recording = await recordProgram("prod");
    const policy = recording.resources.find(({ type }) => type.includes("bucketPolicy"))!;
    policy.inputs.policy = policy.inputs.policy.replace("aws:SecureTransport", "aws:Referer");
    expect(await findings(recording, policyConfig("prod"), "mandatory")).to.not.deep.equal([]);
  });

  it("fails on a size that Fargate does not take", async () => {
    const sizes = JSON.stringify({ "order-service": { cpu: 256, memory: 4096 } });
    expect(
      await failureOf(recordProgram("dev", { "microservices-on-aws:services": sizes })),
    ).to.contain("memory is 4096 MiB; with cpu 256 Fargate takes 512, 1024, 2048");
  });

  it("fails on a system that it does not know", async () => {
    expect(
      await failureOf(recordProgram("dev", { "microservices-on-aws:system": "nothing" })),
    ).to.contain('system: got "nothing"; use order-management');
  });
});

/** Whether AWS's provider takes tags on a type, by the list that the tagging rules have. */
function isTaggable(type: string): boolean {
  const [, module, name] = /^aws:([^/]+)\/[^:]+:(.+)$/.exec(type) ?? [];
  const types: Readonly<Record<string, string>> = taggable.types;
  return types[module]?.split(" ").includes(name) ?? false;
}

/** What rules of a level report about a recording, one line for each finding. */
async function findings(
  { resources }: Recording,
  config: Record<string, RuleConfig>,
  level: string,
): Promise<string[]> {
  const members: Member[] = resources
    .filter(({ custom }) => custom)
    .map(({ type, name, inputs, options }) => ({
      type,
      name,
      props: inputs as object,
      from: Object.fromEntries(
        Object.entries(options.propertyDependencies).map(([property, urns]) => [
          property,
          urns.map(urn => policyUrn(resources, urn)),
        ]),
      ),
    }));
  const found: string[] = [];
  for (const rule of allRules) {
    const own = config[rule.name] ?? {};
    if ((own.enforcementLevel ?? rule.enforcementLevel) === level) {
      found.push(...(await findingsOf(rule, members, own)).map(text => `${rule.name}: ${text}`));
    }
  }
  return found;
}

async function findingsOf(
  rule: Policies[number],
  members: readonly Member[],
  config: RuleConfig,
): Promise<string[]> {
  if ("validateStack" in rule) {
    return stackViolations(rule, members, config);
  }
  const found: string[] = [];
  for (const member of members) {
    const messages = await violations(rule, { ...member, config });
    found.push(...messages.map(message => `${member.name}: ${message}`));
  }
  return found;
}

/** The URN by which the rules' test engine knows a recorded resource. */
function policyUrn(resources: readonly Registration[], urn: string): string {
  const found = resources.find(candidate => candidate.urn === urn);
  return `urn:pulumi:dev::test::${found?.type}::${found?.name}`;
}
