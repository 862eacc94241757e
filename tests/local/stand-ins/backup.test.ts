import { expect } from "chai";

import { configuration, TestAccount, urnOf } from "./support";

const VAULT = "aws:backup/vault:Vault";
const LOCK = "aws:backup/vaultLockConfiguration:VaultLockConfiguration";
const PLAN = "aws:backup/plan:Plan";
const SELECTION = "aws:backup/selection:Selection";

const RULE = {
  ruleName: "weekly",
  targetVaultName: "shop",
  schedule: "cron(0 5 ? * SUN *)",
  lifecycle: { deleteAfter: 30 },
};

const problemsOf = (type: string, inputs: object) =>
  new TestAccount().provider.check(urnOf(type, "x"), {}, { ...inputs }, configuration).problems;

describe("AWS Backup's stand-ins", () => {
  for (const [type, inputs, mistake, property, reason] of [
    [VAULT, { name: "shop" }, { name: "s" }, "name", /2 to 50/],
    [LOCK, { backupVaultName: "shop" }, { changeableForDays: 2 }, "changeableForDays", /3 to/],
    [PLAN, { name: "shop", rules: [RULE] }, { rules: [RULE, RULE] }, "rules", /each once/],
    [
      PLAN,
      { name: "shop", rules: [RULE] },
      { rules: [{ ...RULE, schedule: "rate(1 day)" }] },
      "rules",
      /use cron/,
    ],
    [
      SELECTION,
      { name: "x", planId: "p", iamRoleArn: "r", resources: ["arn:aws:rds:a:1:db:b"] },
      { resources: ["orders"] },
      "resources",
      /orders is not an ARN/,
    ],
    [
      SELECTION,
      { name: "x", planId: "p", iamRoleArn: "r", resources: ["arn:aws:rds:a:1:db:b"] },
      { resources: undefined },
      "resources",
      /selects nothing/,
    ],
  ] as [string, object, object, string, RegExp][]) {
    it(`refuse ${type.split(":")[2]} ${JSON.stringify(mistake)}`, () => {
      expect(problemsOf(type, inputs)).to.deep.equal([]);
      const found = problemsOf(type, { ...inputs, ...mistake }).find(p => p.property === property);
      expect(found?.reason).to.match(reason);
    });
  }

  it("make a plan whose vaults are there, in both regions", () => {
    const account = new TestAccount();
    const rules = (destinationVaultArn: string) => [
      { ...RULE, copyActions: [{ destinationVaultArn }] },
    ];
    const gone = "arn:aws:backup:us-west-2:123456789012:backup-vault:shop";
    expect(() => account.make(PLAN, "x", { name: "shop", rules: rules(gone) })).to.throw(
      /no backup vault shop/,
    );
    account.make(VAULT, "x", { name: "shop" });
    expect(() => account.make(PLAN, "x", { name: "shop", rules: rules(gone) })).to.throw(
      /no backup vault arn:aws:backup:us-west-2/,
    );
    const copy = account.make(VAULT, "copy", { name: "shop", region: "us-west-2" });
    expect(copy.outputs.arn).to.equal(gone);
    const plan = account.make(PLAN, "x", { name: "shop", rules: rules(gone) });
    const selection = {
      name: "shop",
      iamRoleArn: "arn:aws:iam::999999999999:role/r",
      resources: ["arn:aws:rds:us-east-1:123456789012:db:orders"],
    };
    expect(() => account.make(SELECTION, "x", { ...selection, planId: "gone" })).to.throw(
      /no backup plan gone/,
    );
    account.make(SELECTION, "x", { ...selection, planId: plan.id });
  });

  it("refuse a vault with a key of another region, and a lock of no vault", () => {
    const account = new TestAccount();
    const key = account.make("aws:kms/key:Key", "x", {});
    const vault = { name: "shop", kmsKeyArn: key.outputs.arn };
    expect(() => account.make(VAULT, "x", { ...vault, region: "us-west-2" })).to.throw(
      /use one of us-west-2/,
    );
    expect(() => account.make(LOCK, "x", { backupVaultName: "shop" })).to.throw(/no backup vault/);
    account.make(VAULT, "x", vault);
    account.make(LOCK, "x", { backupVaultName: "shop" });
  });
});
