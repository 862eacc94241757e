import { runSimulation } from "@cloud-copilot/iam-simulate";
import { expect } from "chai";

import { leastPrivilegeRules } from "../../policies/least-privilege/rules";
import { violations } from "./support/engine";
import { document, RawStatement } from "./support/rule-cases";

const ACCOUNT = "123456789012";
const HERE = `us-east-1:${ACCOUNT}`;
const KEYS = `arn:aws:kms:${HERE}:key/*`;
const KEY = `arn:aws:kms:${HERE}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
const SECRET = `arn:aws:secretsmanager:${HERE}:secret:`;

const rules = leastPrivilegeRules.flatMap(rule =>
  "validateResource" in rule && /^iam-(policy|pass|assume|service)-/.test(rule.name) ? [rule] : [],
);

/** Whether IAM lets a role with one statement make a call. */
async function mayCall(
  statement: RawStatement,
  action: string,
  resource: string,
  contextVariables: Record<string, string | string[]> = {},
): Promise<boolean> {
  const outcome = await runSimulation(
    {
      request: {
        action,
        resource: { resource, accountId: ACCOUNT },
        principal: `arn:aws:iam::${ACCOUNT}:role/orders`,
        contextVariables,
      },
      identityPolicies: [{ name: "policy", policy: JSON.parse(document(statement)) }],
      // A key's own policy hands the decision to the account's identity policies, as AWS's default does.
      resourcePolicy: action.startsWith("kms:")
        ? JSON.parse(
            document({
              Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
              Action: "kms:*",
              Resource: "*",
            }),
          )
        : undefined,
      serviceControlPolicies: [],
      resourceControlPolicies: [],
    },
    {},
  );
  if (outcome.resultType === "error") {
    throw new Error(`the simulator refuses ${action} on ${resource}: ${JSON.stringify(outcome)}`);
  }
  return outcome.overallResult === "Allowed";
}

async function isReported(statement: RawStatement): Promise<boolean> {
  const subject = {
    type: "aws:iam/rolePolicy:RolePolicy",
    props: { policy: document(statement) },
  };
  for (const rule of rules) {
    if ((await violations(rule, subject)).length > 0) {
      return true;
    }
  }
  return false;
}

/** A statement, and a call on what belongs to somebody else, with what IAM would know of that call. */
const probes: [string, RawStatement, string, string, Record<string, string | string[]>?][] = [
  [
    "a secret by its name",
    { Action: "secretsmanager:GetSecretValue", Resource: `${SECRET}/orders/db-??????` },
    "secretsmanager:GetSecretValue",
    `${SECRET}/invoices/db-AbCdEf`,
  ],
  [
    "every secret",
    { Action: "secretsmanager:GetSecretValue", Resource: `${SECRET}*` },
    "secretsmanager:GetSecretValue",
    `${SECRET}/invoices/db-AbCdEf`,
  ],
  [
    "parameters below a path",
    { Action: "ssm:GetParameter", Resource: `arn:aws:ssm:${HERE}:parameter/orders/*` },
    "ssm:GetParameter",
    `arn:aws:ssm:${HERE}:parameter/invoices/url`,
  ],
  [
    "every parameter",
    { Action: "ssm:GetParameter", Resource: `arn:aws:ssm:${HERE}:parameter/*` },
    "ssm:GetParameter",
    `arn:aws:ssm:${HERE}:parameter/invoices/url`,
  ],
  [
    "a key by its alias",
    {
      Action: "kms:Decrypt",
      Resource: KEYS,
      Condition: { "ForAnyValue:StringEquals": { "kms:ResourceAliases": "alias/orders" } },
    },
    "kms:Decrypt",
    KEY,
    { "kms:ResourceAliases": ["alias/invoices"] },
  ],
  [
    "a key by an alias it may lack",
    {
      Action: "kms:Decrypt",
      Resource: KEYS,
      Condition: { "ForAllValues:StringEquals": { "kms:ResourceAliases": "alias/orders" } },
    },
    "kms:Decrypt",
    KEY,
  ],
  [
    "every key through a service",
    {
      Action: "kms:Decrypt",
      Resource: KEYS,
      Condition: { StringEquals: { "kms:ViaService": "ssm.us-east-1.amazonaws.com" } },
    },
    "kms:Decrypt",
    KEY,
    { "kms:ViaService": "ssm.us-east-1.amazonaws.com" },
  ],
  [
    "the log streams of a group",
    {
      Action: "logs:PutLogEvents",
      Resource: `arn:aws:logs:${HERE}:log-group:/ecs/orders:log-stream:*`,
    },
    "logs:PutLogEvents",
    `arn:aws:logs:${HERE}:log-group:/ecs/invoices:log-stream:a`,
  ],
  [
    "the log streams of every group",
    { Action: "logs:PutLogEvents", Resource: `arn:aws:logs:${HERE}:log-group:*:log-stream:*` },
    "logs:PutLogEvents",
    `arn:aws:logs:${HERE}:log-group:/ecs/invoices:log-stream:a`,
  ],
  [
    "a queue by name",
    { Action: "sqs:SendMessage", Resource: `arn:aws:sqs:${HERE}:orders` },
    "sqs:SendMessage",
    `arn:aws:sqs:${HERE}:invoices`,
  ],
  [
    "a queue by tag",
    {
      Action: "sqs:SendMessage",
      Resource: "*",
      Condition: { StringEquals: { "aws:ResourceTag/Application": "orders" } },
    },
    "sqs:SendMessage",
    `arn:aws:sqs:${HERE}:invoices`,
    { "aws:ResourceTag/Application": "invoices" },
  ],
  [
    "a queue by a tag it may lack",
    {
      Action: "sqs:SendMessage",
      Resource: "*",
      Condition: { StringEqualsIfExists: { "aws:ResourceTag/Application": "orders" } },
    },
    "sqs:SendMessage",
    `arn:aws:sqs:${HERE}:invoices`,
  ],
  [
    "all actions on a bucket's objects by wildcard",
    { Action: "s3:*", Resource: "*" },
    "s3:DeleteObject",
    "arn:aws:s3:::invoices/a",
  ],
  [
    "all but some actions",
    { NotAction: "iam:*", Resource: "*" },
    "s3:DeleteObject",
    "arn:aws:s3:::invoices/a",
  ],
  [
    "all but some resources",
    { Action: "s3:DeleteObject", NotResource: "arn:aws:s3:::orders/*" },
    "s3:DeleteObject",
    "arn:aws:s3:::invoices/a",
  ],
  [
    "passing one role to tasks",
    {
      Action: "iam:PassRole",
      Resource: `arn:aws:iam::${ACCOUNT}:role/orders`,
      Condition: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
    },
    "iam:PassRole",
    `arn:aws:iam::${ACCOUNT}:role/Admin`,
    { "iam:PassedToService": "ecs-tasks.amazonaws.com" },
  ],
  [
    "one user of one database",
    { Action: "rds-db:connect", Resource: `arn:aws:rds-db:${HERE}:dbuser:db-ORDERS/orders` },
    "rds-db:connect",
    `arn:aws:rds-db:${HERE}:dbuser:db-INVOICES/admin`,
  ],
  [
    "every user of every database",
    { Action: "rds-db:connect", Resource: `arn:aws:rds-db:${HERE}:dbuser:*/*` },
    "rds-db:connect",
    `arn:aws:rds-db:${HERE}:dbuser:db-INVOICES/admin`,
  ],
  [
    "a service-linked role of one service",
    {
      Action: "iam:CreateServiceLinkedRole",
      Resource: `arn:aws:iam::${ACCOUNT}:role/aws-service-role/ecs.amazonaws.com/*`,
    },
    "iam:CreateServiceLinkedRole",
    `arn:aws:iam::${ACCOUNT}:role/aws-service-role/rds.amazonaws.com/AWSServiceRoleForRDS`,
  ],
  [
    "service-linked roles of any service",
    {
      Action: "iam:CreateServiceLinkedRole",
      Resource: `arn:aws:iam::${ACCOUNT}:role/aws-service-role/*`,
    },
    "iam:CreateServiceLinkedRole",
    `arn:aws:iam::${ACCOUNT}:role/aws-service-role/rds.amazonaws.com/AWSServiceRoleForRDS`,
  ],
  [
    "objects for half of all addresses (of 0.0.0.0/0 the simulator knows nothing)",
    {
      Action: "s3:GetObject",
      Resource: "arn:aws:s3:::invoices/*",
      Condition: { IpAddress: { "aws:SourceIp": "128.0.0.0/1" } },
    },
    "s3:GetObject",
    "arn:aws:s3:::invoices/a",
    { "aws:SourceIp": "203.0.113.7" },
  ],
  [
    "all secrets by the beginning of their type",
    { Action: "secretsmanager:GetSecretValue", Resource: SECRET.replace("secret:", "s*") },
    "secretsmanager:GetSecretValue",
    `${SECRET}/invoices/db-AbCdEf`,
  ],
  [
    "all secrets whose name has a dash",
    { Action: "secretsmanager:GetSecretValue", Resource: `${SECRET}*-*` },
    "secretsmanager:GetSecretValue",
    `${SECRET}/invoices/db-AbCdEf`,
  ],
  [
    "all keys by the form of their ids",
    { Action: "kms:Decrypt", Resource: KEYS.replace("*", "????????-????-*") },
    "kms:Decrypt",
    KEY,
  ],
  [
    "a queue whose tag is like itself",
    {
      Action: "sqs:SendMessage",
      Resource: "*",
      Condition: {
        StringEquals: { "aws:ResourceTag/Application": "${aws:ResourceTag/Application}" },
      },
    },
    "sqs:SendMessage",
    `arn:aws:sqs:${HERE}:invoices`,
    { "aws:ResourceTag/Application": "invoices" },
  ],
  [
    "a queue by a tag of some length",
    {
      Action: "sqs:SendMessage",
      Resource: "*",
      Condition: { StringLike: { "aws:ResourceTag/Application": "????????" } },
    },
    "sqs:SendMessage",
    `arn:aws:sqs:${HERE}:invoices`,
    { "aws:ResourceTag/Application": "invoices" },
  ],
  [
    "tasks of any cluster",
    {
      Action: "ecs:StopTask",
      Resource: "*",
      Condition: { ArnLike: { "ecs:cluster": "arn:aws:ecs:*:*:cluster/*" } },
    },
    "ecs:StopTask",
    `arn:aws:ecs:${HERE}:task/invoices/0123`,
    { "ecs:cluster": `arn:aws:ecs:${HERE}:cluster/invoices` },
  ],
  [
    "passing any role by the beginning of its type",
    {
      Action: "iam:PassRole",
      Resource: `arn:aws:iam::${ACCOUNT}:r*`,
      Condition: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
    },
    "iam:PassRole",
    `arn:aws:iam::${ACCOUNT}:role/Admin`,
    { "iam:PassedToService": "ecs-tasks.amazonaws.com" },
  ],
  [
    "passing any role",
    { Action: "iam:Pass*", Resource: "*" },
    "iam:PassRole",
    `arn:aws:iam::${ACCOUNT}:role/Admin`,
  ],
];

describe("the rules on identity policies and IAM's own logic", () => {
  for (const [title, statement, action, foreign, context] of probes) {
    it(`agree about ${title}`, async () => {
      const reaches = await mayCall(statement, action, foreign, context);
      expect(await isReported(statement)).to.equal(reaches);
    });
  }
});
