import type { TaskDefinitionArgs } from "@pulumi/aws/ecs";
import type { FunctionArgs } from "@pulumi/aws/lambda";
import type { ParameterArgs } from "@pulumi/aws/ssm";
import { expect } from "chai";

import { ecsNoEnvironmentSecrets } from "../../policies/encryption/ecs-no-environment-secrets";
import { noPlaintextSecret } from "../../policies/encryption/no-plaintext-secret";
import { unknownValue, violations } from "./support/engine";
import { describeRule, Props, ruleCases } from "./support/rule-cases";

const TASK = "aws:ecs/taskDefinition:TaskDefinition";
const URL = "postgresql://orders:correct-horse@db:5432/orders";
const ACCESS_KEY = ["AKIA", "IOSFODNN7EXAMPLE"].join("");
const PRIVATE_KEY = ["-----BEGIN RSA", "PRIVATE KEY-----\nMIIE"].join(" ");

const container = (...environment: [string, string][]): Props<TaskDefinitionArgs> => ({
  containerDefinitions: JSON.stringify([
    { name: "sidecar", image: "x" },
    {
      name: "orders",
      image: "x",
      environment: environment.map(([name, value]) => ({ name, value })),
      secrets: [{ name: "DATABASE_PASSWORD", valueFrom: "arn" }],
    },
  ]),
});
const secret = (name: string, what = "a secret by its name") =>
  `[Environment::${name}] containerDefinitions[1]: ${name} is ${what}: pass it under secrets.`;

describeRule<TaskDefinitionArgs>(ecsNoEnvironmentSecrets, TASK, [
  [
    "reports variables that are named like secrets, without their values",
    container(["PORT", "3001"], ["DB_PASSWORD", "x"], ["JWT_SECRET", "x"], ["stripeApiKey", "x"]),
    [secret("DB_PASSWORD"), secret("JWT_SECRET"), secret("stripeApiKey")],
  ],
  [
    "reports the names that AWS's tools and PostgreSQL read",
    container(
      ["AWS_ACCESS_KEY_ID", "x"],
      ["AWS_SECRET_ACCESS_KEY", "x"],
      ["ECS_ENGINE_AUTH_DATA", "x"],
      ["DATABASE_URL", "postgresql://db/orders"],
    ),
    [
      secret("AWS_ACCESS_KEY_ID"),
      secret("AWS_SECRET_ACCESS_KEY"),
      secret("ECS_ENGINE_AUTH_DATA"),
      secret("DATABASE_URL"),
    ],
  ],
  [
    "reports credentials under any name",
    container(["UPSTREAM", URL], ["A", ACCESS_KEY], ["B", PRIVATE_KEY]),
    [
      secret("UPSTREAM", "a URL with a password"),
      secret("A", "an AWS access key"),
      secret("B", "a private key"),
    ],
  ],
  [
    "accepts settings, and what is about a secret",
    container(
      ["ORDER_SERVICE_URL", "http://order-service.internal:3001"],
      ["SECRET_ARN", "arn:aws:secretsmanager:us-east-1:123456789012:secret:x"],
      ["TOKEN_TTL", "3600"],
      ["PASSWORD_FILE", "/run/secrets/password"],
      ["PARTITION_KEY", "id"],
      ["SECRETARY", "x"],
    ),
    [],
  ],
  [
    "accepts containers without variables",
    { containerDefinitions: JSON.stringify([{ name: "a" }]) },
    [],
  ],
  ["leaves what cannot be read to ecs-task-definition-valid", { containerDefinitions: "{" }, []],
  ["leaves what is no list to it", { containerDefinitions: "{}" }, []],
  ["leaves containers that are not known yet to it", { containerDefinitions: unknownValue }, []],
]);

describe(noPlaintextSecret.name, () => {
  const holds = (path: string, what: string) =>
    `[${path}] ${path} holds ${what}: keep it in Secrets Manager.`;
  const at = async (type: string, props: object, provider: Record<string, any> | null = {}) =>
    violations(noPlaintextSecret, { type, props, provider });
  const LAMBDA = "aws:lambda/function:Function";

  ruleCases<TaskDefinitionArgs>(noPlaintextSecret, TASK, [
    ["leaves a container's variables to their own rule", container(["UPSTREAM", URL]), []],
    ["waits for nothing", { containerDefinitions: unknownValue, tags: unknownValue }, []],
  ]);

  it("reports each credential by its path, without quoting it", async () => {
    const props: Props<FunctionArgs> = {
      role: "arn",
      environment: {
        variables: { A: ACCESS_KEY, B: PRIVATE_KEY, C: URL, D: "fine", E: unknownValue },
      },
      layers: ["arn", `ghp_${"a".repeat(36)}`, "xoxb-1234567890-abc"],
    };
    expect(await at(LAMBDA, props)).to.deep.equal([
      holds("environment.variables.A", "an AWS access key"),
      holds("environment.variables.B", "a private key"),
      holds("environment.variables.C", "a URL with a password"),
      holds("layers[1]", "a GitHub token"),
      holds("layers[2]", "a Slack token"),
    ]);
  });

  it("looks into JSON text", async () => {
    const props = {
      containerDefinitions: JSON.stringify([{ command: ["serve", "--db", URL] }]),
    };
    expect(await at(TASK, props)).to.deep.equal([
      holds("containerDefinitions[0].command[2]", "a URL with a password"),
    ]);
  });

  it("reads text that only looks like JSON as it stands", async () => {
    expect(await at(LAMBDA, { description: `{ ${URL}` })).to.deep.equal([
      holds("description", "a URL with a password"),
    ]);
  });

  it("accepts the places that are made for secrets", async () => {
    const parameter: Props<ParameterArgs> = {
      name: "/orders/url",
      type: "SecureString",
      value: URL,
    };
    const version = { secretId: "x", secretString: JSON.stringify({ url: URL }) };
    expect(await at("aws:ssm/parameter:Parameter", parameter)).to.deep.equal([]);
    expect(await at("aws:secretsmanager/secretVersion:SecretVersion", version)).to.deep.equal([]);
  });

  it("accepts a private key where a certificate is made of it, and nowhere else", async () => {
    for (const [type, input] of [
      ["aws:acm/certificate:Certificate", "privateKey"],
      ["aws:iam/serverCertificate:ServerCertificate", "privateKey"],
      ["tls:index/selfSignedCert:SelfSignedCert", "privateKeyPem"],
      ["tls:index/certRequest:CertRequest", "privateKeyPem"],
      ["tls:index/locallySignedCert:LocallySignedCert", "caPrivateKeyPem"],
    ]) {
      expect(await at(type, { [input]: PRIVATE_KEY })).to.deep.equal([]);
      expect(await at(type, { tags: { Key: PRIVATE_KEY } })).to.deep.equal([
        holds("tags.Key", "a private key"),
      ]);
    }
  });

  it("reports the other places of the same resources", async () => {
    expect(await at("aws:ssm/parameter:Parameter", { description: URL, value: URL })).to.deep.equal(
      [holds("description", "a URL with a password")],
    );
  });

  it("reports a provider's own credentials", async () => {
    expect(await at("pulumi:providers:aws", { accessKey: ACCESS_KEY }, null)).to.deep.equal([
      holds("accessKey", "an AWS access key"),
    ]);
  });

  it("says nothing about components, whose resources it sees, and about code", async () => {
    expect(await at("infra:database:Database", { url: URL }, null)).to.deep.equal([]);
    expect(await at("pulumi-nodejs:dynamic:Resource", { __provider: PRIVATE_KEY })).to.deep.equal(
      [],
    );
  });

  it("accepts placeholders and addresses", async () => {
    const props = {
      a: "postgresql://orders:${PASSWORD}@db/orders",
      b: "https://orders@example.com:8443/a@b",
      c: "123456789012.dkr.ecr.us-east-1.amazonaws.com/orders@sha256:abc",
      d: "http://localhost:3001/api",
    };
    expect(await at(LAMBDA, props)).to.deep.equal([]);
  });
});
