import * as aws from "@pulumi/aws";
import { expect } from "chai";

import { CLOUD, Recording } from "../support/mocks";
import { recordProgram } from "../support/program";
import { Context, simulate } from "./support/iam";
import { arn } from "./support/systems";

const TASKS = ["migration", "order-service", "invoice-service"] as const;

/** What ECS fetches to start each task, and what it must not fetch for it. */
const PARAMETERS = {
  "/order-management/database/url": ["migration", "order-service", "invoice-service"],
  "/order-management/services/order-service/url": ["invoice-service"],
  "/order-management/services/invoice-service/url": [],
  "/other/database/url": [],
} as Record<string, string[]>;

const REPOSITORIES = {
  "order-management/order-service": ["migration", "order-service"],
  "order-management/invoice-service": ["invoice-service"],
  "order-management/dev/order-service": [],
} as Record<string, string[]>;

/** Requests by which code could change something, none of which a task has a right to. */
const WRITES: readonly (readonly [action: string, resource: string])[] = [
  ["ssm:PutParameter", arn("ssm", "parameter/order-management/database/url")],
  ["ssm:DeleteParameter", arn("ssm", "parameter/order-management/database/url")],
  [
    "secretsmanager:PutSecretValue",
    arn("secretsmanager", "secret:/order-management/database/credentials-AbC123"),
  ],
  [
    "secretsmanager:DeleteSecret",
    arn("secretsmanager", "secret:/order-management/database/credentials-AbC123"),
  ],
  ["ecr:PutImage", arn("ecr", "repository/order-management/order-service")],
  ["ecs:UpdateService", arn("ecs", "service/order-management-prod/order-service")],
  ["rds:DeleteDBInstance", arn("rds", "db:order-management-prod")],
  ["iam:PassRole", `arn:aws:iam::${CLOUD.accountId}:role/order-management-order-service-task-prod`],
  ["s3:PutObject", "arn:aws:s3:::order-management-access-logs-prod-123456789012/x"],
  ["sns:Publish", arn("sns", "order-management-alerts-prod")],
];

const KEY = arn("kms", "key/11111111-2222-4333-8444-555555555555");
const ALIAS = "alias/order-management-prod";

describe("rights of Order Management's tasks in prod", () => {
  let recording: Recording<unknown>;
  before(async () => (recording = await recordProgram("prod")));

  const can = (role: string, action: string, resource: string, context: Context = {}) =>
    simulate(recording, role, action, resource, context);

  for (const task of TASKS) {
    const execution = `${task}-execution`;

    for (const [name, readers] of Object.entries(PARAMETERS)) {
      const may = readers.includes(task);
      it(`to start, ${task} ${may ? "reads" : "does not read"} ${name}`, async () => {
        const parameter = arn("ssm", `parameter${name}`);
        expect(await can(execution, "ssm:GetParameters", parameter)).to.equal(may);
      });
    }

    for (const [repository, pullers] of Object.entries(REPOSITORIES)) {
      const may = pullers.includes(task);
      it(`to start, ${task} ${may ? "pulls" : "does not pull"} ${repository}`, async () => {
        const resource = arn("ecr", `repository/${repository}`);
        for (const action of ["BatchGetImage", "GetDownloadUrlForLayer"]) {
          expect(await can(execution, `ecr:${action}`, resource), action).to.equal(may);
        }
      });
    }

    for (const other of TASKS) {
      const may = other === task;
      it(`${task} ${may ? "writes" : "does not write"} the streams of ${other}`, async () => {
        const stream = arn(
          "logs",
          `log-group:/ecs/order-management-prod:log-stream:${other}/${other}/1`,
        );
        for (const action of ["CreateLogStream", "PutLogEvents"]) {
          expect(await can(execution, `logs:${action}`, stream), action).to.equal(may);
          expect(await can(`${task}-task`, `logs:${action}`, stream), action).to.equal(false);
        }
      });
    }

    it(`to start, ${task} decrypts with the system's key through SSM alone`, async () => {
      const decrypts = (alias: string, service: string) =>
        can(execution, "kms:Decrypt", KEY, {
          "kms:ResourceAliases": [alias],
          "kms:ViaService": `${service}.us-east-1.amazonaws.com`,
        });
      expect(await decrypts(ALIAS, "ssm")).to.equal(true);
      expect(await decrypts(ALIAS, "secretsmanager")).to.equal(false);
      expect(await decrypts("alias/order-management-dev", "ssm")).to.equal(false);
    });

    for (const [action, resource] of WRITES) {
      it(`${task} has no right to ${action}`, async () => {
        for (const role of [execution, `${task}-task`]) {
          expect(await can(role, action, resource), role).to.equal(false);
        }
      });
    }
  }

  for (const task of ["order-service", "invoice-service"]) {
    it(`the code of ${task} reads the system's parameters and secrets, and no other's`, async () => {
      const role = `${task}-task`;
      const parameter = (name: string) => arn("ssm", `parameter/${name}`);
      const secret = (name: string) => arn("secretsmanager", `secret:/${name}-AbC123`);
      const answers = [
        await can(role, "ssm:GetParameter", parameter("order-management/database/url")),
        await can(role, "ssm:GetParameter", parameter("other/database/url")),
        await can(role, "secretsmanager:GetSecretValue", secret("order-management/database/x")),
        await can(role, "secretsmanager:GetSecretValue", secret("other/database/x")),
      ];
      expect(answers).to.deep.equal([true, false, true, false]);
    });

    it(`an operator's shell in ${task} is recorded, and only there`, async () => {
      const stream = (group: string) => arn("logs", `log-group:${group}:log-stream:session`);
      const writes = (group: string) => can(`${task}-task`, "logs:PutLogEvents", stream(group));
      expect(await writes("/ecs/order-management-prod/exec")).to.equal(true);
      expect(await writes("/vpc/order-management-prod/flow-logs")).to.equal(false);
    });
  }

  it("the migration's code has no right at all", () => {
    const policies = recording.all(aws.iam.RolePolicy).map(({ name }) => name);
    expect(policies).to.include("migration-execution").and.not.include("migration-task");
  });
});
