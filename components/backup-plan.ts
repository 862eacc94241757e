import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { EncryptionKey } from "./encryption-key";
import { ArgumentError } from "./errors";
import { trustPolicy } from "./plan/iam-statements";
import { fitName } from "./plan/names";
import { Scope } from "./plan/scope";

/** How often a backup can be made. */
export type BackupInterval = "daily" | "weekly" | "monthly";

/** Arguments of {@link BackupPlan}. */
export interface BackupPlanArgs {
  /** The system and environment that the backups are of. */
  scope: Scope;
  /** Encrypts the backups. */
  key: EncryptionKey;

  /** ARNs of what is backed up: databases, file systems. Changing them keeps the backups made. */
  resources: readonly pulumi.Input<string>[];

  /**
   * Days that each kind of backup is kept, 1 to 36500; a kind left out is not made. RDS itself keeps
   * daily backups, for as long as its `backupDays` say. Changes in place, for backups made from then on.
   *
   * @default - weekly ones 30 days, monthly ones 365
   */
  keepDays?: { [K in BackupInterval]?: number };

  /**
   * Key of another region, where a copy of each backup is kept for as long.
   *
   * @default - backups stay in their region
   */
  copyTo?: EncryptionKey;

  /**
   * Nobody may delete a backup before `minDays`, or keep one beyond `maxDays`. With `graceDays`, 3 or
   * more, not even the account's administrators may take that back once they are over: the vault then
   * stays until its last backup has expired. Changing it replaces the lock.
   *
   * @default - who has the right may delete backups
   */
  lock?: { minDays: number; maxDays?: number; graceDays?: number };
}

/** When each kind is made, in UTC; in the hour in which AWS Backup starts by default. */
const SCHEDULES: Readonly<Record<BackupInterval, string>> = {
  daily: "cron(0 5 * * ? *)",
  weekly: "cron(0 5 ? * SUN *)",
  monthly: "cron(0 5 1 * ? *)",
};

/**
 * Backups by AWS Backup in an encrypted vault of the system's own, beside what the resources keep
 * themselves. In prod the vault cannot be deleted without first turning off the protection.
 */
export class BackupPlan extends pulumi.ComponentResource {
  static readonly __pulumiType = "infra:backup-plan:BackupPlan";

  /** Name of the vault, known at preview. */
  readonly vaultName: string;
  /** ARN of the vault. */
  readonly vaultArn: pulumi.Output<string>;

  constructor(name: string, args: BackupPlanArgs, opts?: pulumi.ComponentResourceOptions) {
    super(BackupPlan.__pulumiType, name, args, opts);
    const keepDays = resolveArgs(name, args);
    const { scope, key, copyTo, lock } = args;
    const child = { parent: this };

    this.vaultName = fitName("backup vault", scope.name());
    const vaultArgs = { scope, vaultName: this.vaultName, lock };
    const vault = createVault(name, { ...vaultArgs, key }, child);
    const copies = copyTo && createVault(`${name}-copy`, { ...vaultArgs, key: copyTo }, child);
    const plan = new aws.backup.Plan(
      name,
      { name: this.vaultName, rules: planRules(keepDays, vault, copies) },
      child,
    );
    const role = createRole(name, scope, child);
    new aws.backup.Selection(
      name,
      {
        name: this.vaultName,
        planId: plan.id,
        iamRoleArn: role.arn,
        resources: [...args.resources],
      },
      child,
    );

    this.vaultArn = vault.arn;
    this.registerOutputs({ vaultArn: this.vaultArn, vaultName: this.vaultName });
  }
}

/** Checks what is known before deployment, and gives the kinds that are made with their days. */
function resolveArgs(name: string, args: BackupPlanArgs): [BackupInterval, number][] {
  const fail = (argument: string, got: unknown, takes: string): never => {
    throw new ArgumentError(`BackupPlan "${name}": ${argument} is ${String(got)}; use ${takes}`);
  };
  const { scope, resources, keepDays = { weekly: 30, monthly: 365 }, copyTo, lock } = args;
  const kept = (["daily", "weekly", "monthly"] as const).flatMap(
    (interval): [BackupInterval, number][] => {
      const days = keepDays[interval];
      return days === undefined ? [] : [[interval, days]];
    },
  );
  if (resources.length === 0) {
    fail("resources", "empty", "the ARN of at least one");
  }
  if (kept.length === 0) {
    fail("keepDays", "empty", "daily, weekly or monthly");
  }
  if (copyTo?.region === scope.region) {
    fail("copyTo", `a key in ${scope.region}`, "a key in another region");
  }
  const { minDays = 1, maxDays = 36500, graceDays } = lock ?? {};
  if (minDays < 1 || maxDays > 36500 || minDays > maxDays) {
    fail("lock", `${minDays} to ${maxDays} days`, "1 to 36500, the least first");
  }
  if (graceDays !== undefined && (graceDays < 3 || graceDays > 36500)) {
    fail("lock.graceDays", graceDays, "3 to 36500");
  }
  for (const [interval, days] of kept) {
    if (!Number.isInteger(days) || days < minDays || days > maxDays) {
      fail(`keepDays.${interval}`, days, `${minDays} to ${maxDays}`);
    }
  }
  return kept;
}

/** What {@link createVault} makes a vault from. */
interface VaultArgs {
  scope: Scope;
  vaultName: string;
  /** Encrypts it; it lies in the key's region. */
  key: EncryptionKey;
  lock: BackupPlanArgs["lock"];
}

function createVault(
  name: string,
  { scope, vaultName, key, lock }: VaultArgs,
  opts: pulumi.CustomResourceOptions,
): aws.backup.Vault {
  const region = key.region === scope.region ? undefined : key.region;
  const vault = new aws.backup.Vault(
    name,
    { name: vaultName, kmsKeyArn: key.arn, forceDestroy: !scope.isProd, region },
    // Outside prod whoever makes the component decides.
    { ...opts, protect: scope.isProd || undefined },
  );
  if (lock) {
    new aws.backup.VaultLockConfiguration(
      name,
      {
        backupVaultName: vault.name,
        minRetentionDays: lock.minDays,
        maxRetentionDays: lock.maxDays,
        changeableForDays: lock.graceDays,
        region,
      },
      opts,
    );
  }
  return vault;
}

function planRules(
  keepDays: readonly [BackupInterval, number][],
  vault: aws.backup.Vault,
  copies: aws.backup.Vault | undefined,
) {
  return keepDays.map(([interval, deleteAfter]) => ({
    ruleName: interval,
    targetVaultName: vault.name,
    schedule: SCHEDULES[interval],
    lifecycle: { deleteAfter },
    copyActions: copies && [{ destinationVaultArn: copies.arn, lifecycle: { deleteAfter } }],
  }));
}

/**
 * The role with which AWS Backup reads what it backs up. AWS's own policy is used: what a backup of each
 * kind of resource takes is AWS's to say. Restoring takes a role of its own.
 */
function createRole(name: string, scope: Scope, opts: pulumi.CustomResourceOptions): aws.iam.Role {
  const role = new aws.iam.Role(
    name,
    {
      name: fitName("IAM role", scope.name("backup")),
      description: `Backs up the data of ${scope.name()}`,
      assumeRolePolicy: trustPolicy(
        scope,
        "backup.amazonaws.com",
        scope.arn("backup", "backup-plan:*"),
      ),
    },
    opts,
  );
  new aws.iam.RolePolicyAttachment(
    name,
    {
      role: role.name,
      policyArn: `arn:${scope.partition}:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup`,
    },
    opts,
  );
  return role;
}
