import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { RunError } from "../errors";

/** As whom PostgreSQL's programs run: they refuse to run as root. */
export interface Account {
  /** Set when this process is root and the programs can simply be started as another user. */
  uid?: number;
  gid?: number;
  /** Words before a program's own, where more than another user is needed. */
  prefix: string[];
}

/**
 * Chooses the account for PostgreSQL: the user of this process, or where that is root, the system's
 * `postgres` or else `nobody`, which every system has, so that no account is made on anybody's machine.
 *
 * @param folders Folders that it must be able to enter, each existing.
 * @throws RunError when root's folders are closed to others and cannot be opened for it.
 */
export function chooseAccount(folders: string[]): Account {
  if (process.getuid?.() !== 0) {
    return { prefix: [] };
  }
  const name = idOf("-u", "postgres") === undefined ? "nobody" : "postgres";
  const uid = idOf("-u", name);
  const gid = idOf("-g", name);
  if (uid === undefined || gid === undefined) {
    throw new RunError("PostgreSQL must not run as root, and there is no user postgres or nobody");
  }
  const closed = folders.flatMap(ancestors).find(folder => !mayEnter(folder));
  return closed === undefined ? { uid, gid, prefix: [] } : throughClosedFolder(closed, uid, gid);
}

/**
 * A clone below a folder that only root may enter (as `mktemp -d` makes them): the programs run as
 * the other user, and keep the one right of root's to pass such folders.
 */
function throughClosedFolder(closed: string, uid: number, gid: number): Account {
  const prefix = [
    "setpriv",
    `--reuid=${uid}`,
    `--regid=${gid}`,
    "--clear-groups",
    "--inh-caps=-all,+dac_override",
    "--ambient-caps=-all,+dac_override",
    // Without it access(2), by which PostgreSQL looks for its files, does not count that right.
    "--securebits=+no_setuid_fixup",
  ];
  try {
    execFileSync(prefix[0], [...prefix.slice(1), "true"], { stdio: "ignore" });
    return { uid, gid, prefix };
  } catch {
    throw new RunError(
      `PostgreSQL must not run as root, and other users may not enter ${closed}: ` +
        "run as another user, or move the project to a folder that is open to others",
    );
  }
}

function ancestors(folder: string): string[] {
  const parent = path.dirname(folder);
  return parent === folder ? [folder] : [folder, ...ancestors(parent)];
}

function mayEnter(folder: string): boolean {
  return (fs.statSync(folder).mode & 0o001) !== 0;
}

function idOf(flag: "-u" | "-g", name: string): number | undefined {
  try {
    return Number(execFileSync("id", [flag, name], { stdio: ["ignore", "pipe", "ignore"] }));
  } catch {
    return undefined;
  }
}
