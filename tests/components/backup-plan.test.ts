import * as aws from "@pulumi/aws";
import { expect } from "chai";

import { BackupPlan, BackupPlanArgs, EncryptionKey, Environment } from "../../components";
import { record } from "../support/mocks";
import { platformOf } from "../support/platform";

const DATABASE = "arn:aws:rds:us-east-1:123456789012:db:orders";

type Args = Partial<Omit<BackupPlanArgs, "copyTo">> & { copyRegion?: string };

async function backupPlan(environment: Environment, { copyRegion, ...args }: Args = {}) {
  return record(() => {
    const { scope, key } = platformOf(environment);
    const copyTo = copyRegion
      ? new EncryptionKey("copies", { scope, region: copyRegion })
      : undefined;
    return new BackupPlan("backup", { scope, key, resources: [DATABASE], copyTo, ...args });
  });
}

describe("BackupPlan", () => {
  it("keeps weekly backups 30 days and monthly ones a year, in an encrypted vault", async () => {
    const recording = await backupPlan("prod");
    const vault = recording.only(aws.backup.Vault);
    expect(vault.inputs).to.include({ name: "order-management-prod", forceDestroy: false });
    expect(vault.inputs.kmsKeyArn).to.match(/^arn:aws:kms:us-east-1:/);
    expect(vault.options.protect).to.equal(true);
    expect(recording.only(aws.backup.Plan).inputs.rules).to.deep.equal([
      {
        ruleName: "weekly",
        targetVaultName: "order-management-prod",
        schedule: "cron(0 5 ? * SUN *)",
        lifecycle: { deleteAfter: 30 },
      },
      {
        ruleName: "monthly",
        targetVaultName: "order-management-prod",
        schedule: "cron(0 5 1 * ? *)",
        lifecycle: { deleteAfter: 365 },
      },
    ]);
  });

  it("makes the kinds it is asked for", async () => {
    const recording = await backupPlan("prod", { keepDays: { daily: 7 } });
    const { rules } = recording.only(aws.backup.Plan).inputs;
    expect(rules.map((rule: any) => [rule.ruleName, rule.schedule, rule.lifecycle])).to.deep.equal([
      ["daily", "cron(0 5 * * ? *)", { deleteAfter: 7 }],
    ]);
  });

  it("backs up what it is given, with a role that AWS Backup takes for this account alone", async () => {
    const recording = await backupPlan("prod");
    const { inputs } = recording.only(aws.backup.Selection);
    expect(inputs.resources).to.deep.equal([DATABASE]);
    const role = recording.only(aws.iam.Role, "backup").inputs;
    expect(JSON.parse(role.assumeRolePolicy).Statement[0]).to.deep.include({
      Principal: { Service: "backup.amazonaws.com" },
      Condition: {
        StringEquals: { "aws:SourceAccount": "123456789012" },
        ArnLike: { "aws:SourceArn": "arn:aws:backup:us-east-1:123456789012:backup-plan:*" },
      },
    });
    expect(recording.only(aws.iam.RolePolicyAttachment, "backup").inputs.policyArn).to.equal(
      "arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup",
    );
  });

  it("copies to a vault of another region, under that region's key, for as long", async () => {
    const recording = await backupPlan("prod", { copyRegion: "us-west-2" });
    const { inputs } = recording.only(aws.backup.Vault, "backup-copy");
    expect(inputs).to.include({ name: "order-management-prod", region: "us-west-2" });
    expect(inputs.kmsKeyArn).to.match(/^arn:aws:kms:us-west-2:/);
    const { rules } = recording.only(aws.backup.Plan).inputs;
    expect(rules.map((rule: any) => rule.copyActions)).to.deep.equal(
      [30, 365].map(deleteAfter => [
        {
          destinationVaultArn:
            "arn:aws:backup:us-west-2:123456789012:backup-vault:order-management-prod",
          lifecycle: { deleteAfter },
        },
      ]),
    );
  });

  it("locks both vaults where asked, and none otherwise", async () => {
    const lock = { minDays: 7, maxDays: 400, graceDays: 3 };
    const recording = await backupPlan("prod", { copyRegion: "us-west-2", lock });
    const locks = recording.all(aws.backup.VaultLockConfiguration);
    expect(locks.map(({ inputs }) => inputs)).to.deep.equal(
      [{}, { region: "us-west-2" }].map(where => ({
        backupVaultName: "order-management-prod",
        minRetentionDays: 7,
        maxRetentionDays: 400,
        changeableForDays: 3,
        ...where,
      })),
    );
    expect((await backupPlan("prod")).all(aws.backup.VaultLockConfiguration)).to.deep.equal([]);
  });

  it("goes with the stack outside prod", async () => {
    const vault = (await backupPlan("dev")).only(aws.backup.Vault);
    expect(vault.inputs.forceDestroy).to.equal(true);
    expect(vault.options.protect).to.equal(false);
  });

  for (const [args, message] of [
    [{ resources: [] }, "resources is empty; use the ARN of at least one"],
    [{ keepDays: {} }, "keepDays is empty; use daily, weekly or monthly"],
    [{ keepDays: { weekly: 0 } }, "keepDays.weekly is 0; use 1 to 36500"],
    [{ keepDays: { weekly: 7 }, lock: { minDays: 14 } }, "keepDays.weekly is 7; use 14 to 36500"],
    [{ lock: { minDays: 7, maxDays: 100 } }, "keepDays.monthly is 365; use 7 to 100"],
    [{ lock: { minDays: 7, maxDays: 6 } }, "lock is 7 to 6 days; use 1 to 36500"],
    [{ lock: { minDays: 7, graceDays: 2 } }, "lock.graceDays is 2; use 3 to 36500"],
    [{ copyRegion: "us-east-1" }, "copyTo is a key in us-east-1; use a key in another region"],
  ] as [Args, string][]) {
    it(`refuses ${JSON.stringify(args)}`, async () => {
      const failure = await backupPlan("prod", args).then(
        () => undefined,
        (error: Error) => error.message,
      );
      expect(failure).to.contain(`BackupPlan "backup": ${message}`);
    });
  }
});
