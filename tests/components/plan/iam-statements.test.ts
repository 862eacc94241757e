import { runSimulation } from "@cloud-copilot/iam-simulate";
import { expect } from "chai";

import {
  decryptWith,
  policyDocument,
  pullImages,
  readParameters,
  readSecrets,
  readTaggedSecrets,
  secretArn,
  Statement,
  taskTrustPolicy,
  writeLogs,
} from "../../../components/plan/iam-statements";
import { keyPolicy } from "../../../components/plan/key-policy";
import { scopeOf } from "../../support/scope";

const scope = scopeOf("prod");
const arn = (service: string, resource: string) => scope.arn(service, resource);

/** What IAM would say to a request under a policy of these statements. */
async function allows(
  statements: Statement[],
  action: string,
  resource: string,
  contextVariables: Record<string, string | string[]> = {},
): Promise<boolean> {
  const outcome: any = await runSimulation(
    {
      request: {
        action,
        resource: { resource, accountId: scope.accountId },
        principal: scope.iamArn("role/task"),
        contextVariables,
      },
      identityPolicies: [{ name: "role", policy: JSON.parse(policyDocument(statements)) }],
      // Without the key's own policy, which lets the account's IAM policies decide, KMS refuses all.
      ...(action.startsWith("kms:") && { resourcePolicy: JSON.parse(keyPolicy(scope)) }),
      serviceControlPolicies: [],
      resourceControlPolicies: [],
    },
    {},
  );
  expect(outcome.errors, JSON.stringify(outcome.errors)).to.equal(undefined);
  return outcome.overallResult === "Allowed";
}

describe("statements of a task's roles", () => {
  it("pull the named repository's images and no other's", async () => {
    const statements = pullImages(scope, ["order-management/order-service"]);
    const own = arn("ecr", "repository/order-management/order-service");
    expect(await allows(statements, "ecr:BatchGetImage", own)).to.equal(true);
    expect(await allows(statements, "ecr:BatchGetImage", arn("ecr", "repository/other"))).to.equal(
      false,
    );
    expect(await allows(statements, "ecr:PutImage", own)).to.equal(false);
  });

  it("write the task's own log streams", async () => {
    const statements = [writeLogs(scope, "/ecs/order-management-prod", "order-service")];
    const stream = (prefix: string) =>
      arn("logs", `log-group:/ecs/order-management-prod:log-stream:${prefix}/order-service/1`);
    expect(await allows(statements, "logs:PutLogEvents", stream("order-service"))).to.equal(true);
    expect(await allows(statements, "logs:PutLogEvents", stream("invoice-service"))).to.equal(
      false,
    );
  });

  it("read the parameter that a container gets, and no other", async () => {
    const statements = [readParameters(scope, ["/order-management/database/url"])];
    const parameter = (name: string) => arn("ssm", `parameter/order-management/${name}`);
    expect(await allows(statements, "ssm:GetParameters", parameter("database/url"))).to.equal(true);
    expect(await allows(statements, "ssm:GetParameters", parameter("database/other"))).to.equal(
      false,
    );
    expect(await allows(statements, "ssm:PutParameter", parameter("database/url"))).to.equal(false);
  });

  it("read a secret whatever its suffix, and none whose name begins alike", async () => {
    const statements = [readSecrets([secretArn(scope, "/order-management/database/credentials")])];
    const secret = (name: string) =>
      arn("secretsmanager", `secret:/order-management/database/${name}`);
    const action = "secretsmanager:GetSecretValue";
    expect(await allows(statements, action, secret("credentials-AbC123"))).to.equal(true);
    expect(await allows(statements, action, secret("credentials-copy-AbC123"))).to.equal(false);
  });

  it("read the secret that RDS named for this database, and no other database's", async () => {
    const tag = "aws:rds:primaryDBInstanceArn";
    const database = arn("rds", "db:order-management-prod");
    const statements = [
      readTaggedSecrets(arn("secretsmanager", "secret:rds!db-*"), { [tag]: database }),
    ];
    const secret = arn("secretsmanager", "secret:rds!db-2f3a-AbCdEf");
    const read = (owner: string) =>
      allows(statements, "secretsmanager:GetSecretValue", secret, {
        [`aws:ResourceTag/${tag}`]: owner,
      });
    expect(await read(database)).to.equal(true);
    expect(await read(arn("rds", "db:other"))).to.equal(false);
    expect(await allows(statements, "secretsmanager:GetSecretValue", secret)).to.equal(false);
  });

  it("decrypt with the key behind the alias, through the named services alone", async () => {
    const statements = [decryptWith(scope, "alias/order-management-prod", ["ssm"])];
    const key = arn("kms", "key/11111111-2222-4333-8444-555555555555");
    const through = (alias: string, service: string) => ({
      "kms:ResourceAliases": [alias],
      "kms:ViaService": `${service}.us-east-1.amazonaws.com`,
    });
    const decrypts = (context: Record<string, string | string[]>) =>
      allows(statements, "kms:Decrypt", key, context);
    expect(await decrypts(through("alias/order-management-prod", "ssm"))).to.equal(true);
    expect(await decrypts(through("alias/other", "ssm"))).to.equal(false);
    expect(await decrypts(through("alias/order-management-prod", "s3"))).to.equal(false);
    expect(await decrypts({})).to.equal(false);
  });

  it("trust ECS alone, on behalf of this account", () => {
    expect(JSON.parse(taskTrustPolicy(scope)).Statement).to.deep.equal([
      {
        Effect: "Allow",
        Principal: { Service: "ecs-tasks.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: {
          StringEquals: { "aws:SourceAccount": "123456789012" },
          ArnLike: { "aws:SourceArn": "arn:aws:ecs:us-east-1:123456789012:*" },
        },
      },
    ]);
  });
});
