import * as fs from "node:fs";
import * as path from "node:path";

/** Folder with the files of the versions that came out during a run. */
function releases(stateDir: string): string {
  return path.join(stateDir, "releases");
}

/** The folder for the files of a version, whose name no other of the run has. */
export function releaseFolder(stateDir: string, version: string): string {
  return path.join(releases(stateDir), version);
}

/**
 * Copies a build context, so that building a new version changes no file that the running one may
 * still load. Packages are linked: they are not built.
 */
export async function copyContext(context: string, copy: string): Promise<void> {
  const packages = path.join(context, "node_modules");
  const left = [packages, path.join(context, ".git")];
  const filter = (source: string) => !left.includes(source);
  await fs.promises.cp(context, copy, { recursive: true, filter });
  if (fs.existsSync(packages)) {
    await fs.promises.symlink(packages, path.join(copy, "node_modules"), "dir");
  }
}

/** Removes the files of a version of which no process is left; not the project's own. */
export async function removeCopy(stateDir: string, context: string): Promise<void> {
  if (path.dirname(context) === releases(stateDir)) {
    await fs.promises.rm(context, { recursive: true, force: true });
  }
}

/** Removes the files of all versions. */
export function removeCopies(stateDir: string): Promise<void> {
  return fs.promises.rm(releases(stateDir), { recursive: true, force: true });
}
