import * as fs from "node:fs";
import * as path from "node:path";
import { RunError } from "../errors";
import { commandLineOf } from "../processes/identity";
import { poll } from "../processes/poll";
import { graceMs } from "../processes/run-record";
import type { Account } from "./account";

/** Whether a folder holds a whole cluster: it gets its place only when it is finished. */
export function hasCluster(dataDir: string): boolean {
  return fs.existsSync(path.join(dataDir, "PG_VERSION"));
}

/**
 * Makes the cluster's folder aside, so that a kill in the middle leaves nothing half-made in its
 * place, and moves it there when `fill` has filled it.
 */
export async function createFolder(
  dataDir: string,
  account: Account,
  fill: (folder: string) => Promise<void>,
): Promise<void> {
  const folder = `${dataDir}.new`;
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder, { mode: 0o700 });
  own(folder, account);
  await fill(folder);
  fs.renameSync(folder, dataDir);
}

/** Hands the data to the account of the server, for instance when a user `postgres` came later. */
export function own(dataDir: string, { uid, gid }: Account): void {
  if (uid === undefined || gid === undefined || fs.statSync(dataDir).uid === uid) {
    return;
  }
  for (const file of fs.readdirSync(dataDir, { recursive: true, encoding: "utf8" })) {
    fs.lchownSync(path.join(dataDir, file), uid, gid);
  }
  fs.chownSync(dataDir, uid, gid);
}

/**
 * Only passwords let anybody in, and only from this machine. The superuser that owns the cluster
 * has none, so nobody logs in as it.
 */
export function writeAccessRules(dataDir: string): void {
  const rule = "host all all 127.0.0.1/32 scram-sha-256\n";
  fs.writeFileSync(path.join(dataDir, "pg_hba.conf"), rule);
}

/** @throws RunError when the data is of another major version than the one deployed. */
export function checkVersion(name: string, dataDir: string, major: string): void {
  const found = fs.readFileSync(path.join(dataDir, "PG_VERSION"), "utf8").trim();
  if (found !== major) {
    throw new RunError(
      `${name}: its data is of PostgreSQL ${found} and the stack deploys ${major}: ` +
        `move ${dataDir} away, or reset the stack's data`,
    );
  }
}

/**
 * A server that was killed leaves its lock. When one still runs on this folder, though no run that
 * is alive has it, it is stopped; when its id now belongs to something else, only the lock goes.
 *
 * @throws RunError when that server does not end.
 */
export async function clearStaleLock(
  name: string,
  dataDir: string,
  report: (line: string) => void,
): Promise<void> {
  const file = path.join(dataDir, "postmaster.pid");
  if (!fs.existsSync(file)) {
    return;
  }
  const pid = Number.parseInt(fs.readFileSync(file, "utf8"), 10);
  const command = Number.isNaN(pid) ? undefined : commandLineOf(pid);
  if (command === undefined || !command.includes(dataDir)) {
    fs.rmSync(file);
    return;
  }
  report(`${name}: stopping the PostgreSQL server that an earlier run left`);
  process.kill(pid, "SIGINT");
  if (!(await poll(() => commandLineOf(pid) === undefined, graceMs))) {
    throw new RunError(`${name}: process ${pid} holds ${dataDir} and does not end: stop it first`);
  }
}
