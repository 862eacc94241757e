import { expect } from "chai";

import { SecretRef } from "../../components";
import { executionStatements } from "../../components/task/roles";
import { scopeOf } from "../support/scope";

const scope = scopeOf("prod");
const ALIAS = "alias/order-management-prod";

const secret = (arn: string, tags?: Record<string, string>): SecretRef => ({
  kind: "secret",
  valueFrom: arn,
  arn,
  tags,
  keyAlias: ALIAS,
});

const statementsOf = (secrets: readonly SecretRef[]) =>
  executionStatements({
    scope,
    task: "orders",
    repositories: ["orders"],
    logGroupName: "/ecs/orders",
    secrets,
    statements: [],
  });

describe("a task's execution role", () => {
  it("reads secrets of known names together, and each that AWS named by its tags", () => {
    const statements = statementsOf([
      secret("arn:a"),
      secret("arn:b"),
      secret("arn:rds!db-*", { database: "orders" }),
      secret("arn:rds!db-*", { database: "invoices" }),
    ]).filter(({ actions }) => actions.includes("secretsmanager:GetSecretValue"));
    expect(
      statements.map(({ sid, resources, conditions }) => [sid, resources, conditions]),
    ).to.deep.equal([
      ["ReadSecrets", ["arn:a", "arn:b"], undefined],
      [
        "ReadTaggedSecrets",
        ["arn:rds!db-*"],
        { StringEquals: { "aws:ResourceTag/database": "orders" } },
      ],
      [
        "ReadTaggedSecrets2",
        ["arn:rds!db-*"],
        { StringEquals: { "aws:ResourceTag/database": "invoices" } },
      ],
    ]);
  });

  it("decrypts what it reads by its tags", () => {
    const decrypt = statementsOf([secret("arn:rds!db-*", { database: "orders" })]).find(({ sid }) =>
      sid.startsWith("Decrypt"),
    );
    expect(decrypt?.conditions?.StringEquals).to.deep.equal({
      "kms:ViaService": ["secretsmanager.us-east-1.amazonaws.com"],
    });
  });
});
