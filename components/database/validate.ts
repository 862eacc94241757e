import { ArgumentError } from "../errors";
import type { DatabaseArgs } from "./args";

type Fail = (argument: string, got: unknown, takes: string) => never;

/** Arguments that are about an RDS instance alone. */
const RDS_ONLY = ["instanceClass", "storageGiB", "multiAz", "copyBackupsTo"] as const;

/** Checks what is known before deployment and fills in the defaults. */
export function resolveArgs(name: string, args: DatabaseArgs) {
  const fail: Fail = (argument, got, takes) => {
    throw new ArgumentError(`Database "${name}": ${argument} is ${String(got)}; use ${takes}`);
  };
  const { scope, aurora, copyBackupsTo } = args;
  const {
    version = "16",
    instanceClass = "db.t4g.micro",
    storageGiB = 20,
    multiAz = scope.isProd,
    replicas = aurora && scope.isProd ? 1 : 0,
    parameters = {},
    proxy = false,
    masterPassword = "generated",
    backupDays = 7,
    logRetentionDays = 30,
  } = args;
  checkDatabaseName(fail, args.databaseName);
  if (masterPassword === "managed" && args.databaseName.length > 59) {
    fail("databaseName", `"${args.databaseName}"`, "at most 59 characters; a user is called _app");
  }
  if (storageGiB < 20 || storageGiB > 65536) {
    fail("storageGiB", storageGiB, "20 to 65536");
  }
  if (backupDays < 1 || backupDays > 35) {
    fail("backupDays", backupDays, "1 to 35");
  }
  if (copyBackupsTo?.region === scope.region) {
    fail("copyBackupsTo", `a key in ${scope.region}`, "a key in another region");
  }
  checkParameters(fail, parameters);
  checkReplicas(fail, replicas, aurora !== undefined);
  if (aurora) {
    checkAurora(fail, args, aurora);
  }
  return {
    ...args,
    version,
    instanceClass,
    storageGiB,
    multiAz,
    replicas,
    parameters,
    proxy,
    masterPassword,
    backupDays,
    logRetentionDays,
  };
}

/** Arguments with every default filled in. */
export type ResolvedArgs = ReturnType<typeof resolveArgs>;

export function checkDatabaseName(fail: Fail, databaseName: string): void {
  if (!/^[a-z_][a-z0-9_]{0,62}$/.test(databaseName)) {
    fail(
      "databaseName",
      `"${databaseName}"`,
      "1 to 63 lower-case letters, digits and underscores, not beginning with a digit",
    );
  }
}

function checkParameters(fail: Fail, parameters: Readonly<Record<string, string>>): void {
  const forced = parameters["rds.force_ssl"];
  if (forced !== undefined) {
    fail('parameters["rds.force_ssl"]', forced, "none; TLS is always asked for");
  }
}

function checkReplicas(fail: Fail, replicas: number, isAurora: boolean): void {
  const most = isAurora ? 15 : 1;
  if (!Number.isInteger(replicas) || replicas < 0 || replicas > most) {
    const hint = isAurora ? "" : "; aurora has one address for many";
    fail("replicas", replicas, `0 to ${most}${hint}`);
  }
}

function checkAurora(
  fail: Fail,
  args: DatabaseArgs,
  aurora: NonNullable<DatabaseArgs["aurora"]>,
): void {
  for (const argument of RDS_ONLY.filter(key => args[key] !== undefined)) {
    fail(argument, "given", "none beside aurora");
  }
  if ("instanceClass" in aurora) {
    if (!/^db\.[a-z0-9]+\.[a-z0-9]+$/.test(aurora.instanceClass)) {
      fail("aurora.instanceClass", aurora.instanceClass, "e.g. db.r7g.large");
    }
    return;
  }
  const { min, max } = aurora.capacity;
  const isCapacity = (units: number) => units >= 0 && units <= 256 && Number.isInteger(units * 2);
  if (!isCapacity(min) || !isCapacity(max) || max < 1 || min > max) {
    fail(
      "aurora.capacity",
      `${min} to ${max}`,
      "halves from 0 to 256, at least 1 as the most, and no more as the least than as the most",
    );
  }
}
