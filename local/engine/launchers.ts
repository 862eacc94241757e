import { randomUUID } from "node:crypto";
import { chmod, copyFile, mkdir, readdir, readFile, realpath, rename } from "node:fs/promises";
import path from "node:path";
import { findOnPath, isExecutable } from "./path-cli";

/**
 * The programs that the engine starts for policy packs and dynamic resources written in JavaScript
 * or TypeScript. The vendor ships such beside the CLI; a CLI built from its Go module has none.
 */
export const launcherFolder = path.join(__dirname, "launchers");

/** Either runs policy packs: a launcher in older versions of the CLI, the language host in newer. */
const packRunners = ["pulumi-analyzer-policy", "pulumi-language-nodejs"];

/** Whether the engine finds, beside a CLI or on PATH, what runs policy packs for it. */
export async function hasLaunchers(bin: string, env: NodeJS.ProcessEnv): Promise<boolean> {
  const beside = path.dirname(await realpath(bin));
  for (const name of packRunners) {
    if ((await isExecutable(path.join(beside, name))) || (await findOnPath(name, env))) {
      return true;
    }
  }
  return false;
}

/**
 * Puts the launchers, as they are in this clone, into a CLI's folder of programs.
 *
 * Beside the CLI, and not just on PATH, the engine takes them without a warning.
 */
export async function installLaunchers(bin: string): Promise<void> {
  await mkdir(bin, { recursive: true });
  for (const name of await readdir(launcherFolder)) {
    const source = path.join(launcherFolder, name);
    const target = path.join(bin, name);
    if (!(await isSame(source, target))) {
      // Renamed into place, since another process may be starting it.
      const draft = `${target}.${randomUUID()}`;
      await copyFile(source, draft);
      await chmod(draft, 0o755);
      await rename(draft, target);
    }
  }
}

async function isSame(source: string, target: string): Promise<boolean> {
  try {
    const [wanted, found] = await Promise.all([readFile(source), readFile(target)]);
    return wanted.equals(found) && (await isExecutable(target));
  } catch {
    return false;
  }
}
