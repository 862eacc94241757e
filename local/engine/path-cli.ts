import { constants } from "node:fs";
import { access, stat } from "node:fs/promises";
import path from "node:path";
import { runCommand } from "./run-command";
import { messageOf } from "../errors";
import { findVersion } from "./versions";

/**
 * The first executable file of that name in the absolute folders of PATH.
 *
 * @returns its path as PATH gives it, symbolic links not followed.
 */
export async function findOnPath(
  name: string,
  env: NodeJS.ProcessEnv,
): Promise<string | undefined> {
  for (const folder of (env.PATH ?? "")
    .split(path.delimiter)
    .filter(name => path.isAbsolute(name))) {
    const file = path.join(folder, name);
    if (await isExecutable(file)) {
      return file;
    }
  }
  return undefined;
}

/** Whether a file can be run by this user. */
export async function isExecutable(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return (await stat(file)).isFile();
  } catch {
    return false;
  }
}

/**
 * Asks a CLI for its version.
 *
 * @returns `major.minor.patch`
 * @throws Error saying why there is no answer.
 */
export async function askVersion(bin: string, env: NodeJS.ProcessEnv): Promise<string> {
  let answer: string;
  try {
    answer = await runCommand(bin, ["version"], {
      env: { ...env, PULUMI_SKIP_UPDATE_CHECK: "true" },
      signal: AbortSignal.timeout(30_000),
    });
  } catch (error) {
    throw new Error(`${bin} does not run: ${messageOf(error)}`, { cause: error });
  }
  const version = findVersion(answer);
  if (version === undefined) {
    throw new Error(`${bin} answers "${answer}" when asked for its version`);
  }
  return version;
}
