import { randomUUID } from "node:crypto";
import { mkdir, readdir, rename, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { lock } from "proper-lockfile";
import { withProgress, type Report } from "./progress";

/**
 * The folder in which the project keeps its CLIs, outside any clone: PULUMI_CLI_CACHE, else
 * `microservices-on-aws/pulumi` in the user's folder for caches.
 */
export function cacheFolder(env: NodeJS.ProcessEnv): string {
  if (env.PULUMI_CLI_CACHE) {
    return path.resolve(env.PULUMI_CLI_CACHE);
  }
  const home = env.HOME || os.homedir();
  const usual = process.platform === "darwin" ? path.join("Library", "Caches") : ".cache";
  const xdg = env.XDG_CACHE_HOME ?? "";
  // The XDG specification has a relative path ignored.
  const caches = path.isAbsolute(xdg) ? xdg : path.join(home, usual);
  return path.join(caches, "microservices-on-aws", "pulumi");
}

/** The folder of one version, for this kind of machine. */
export function versionFolder(cache: string, version: string): string {
  return path.join(cache, `${version}-${process.platform}-${process.arch}`);
}

/**
 * Does something that changes the cache while no other process does, waiting as long as one is at
 * it. The lock of a process that was killed is taken over.
 *
 * @param staleMs Age at which a lock that is no longer renewed counts as left behind, in
 *   milliseconds, at least 2000.
 */
export async function withCacheLock<T>(
  cache: string,
  report: Report,
  work: () => Promise<T>,
  staleMs = 15_000,
): Promise<T> {
  await mkdir(cache, { recursive: true });
  const options = {
    stale: staleMs,
    // A process that was suspended may find its lock taken over. Finished folders are put in place
    // by a rename, so two at work at once cost time and nothing else.
    onCompromised: () => undefined,
  };
  const release = await acquire(() => lock(cache, options), cache, report);
  try {
    return await work();
  } finally {
    // It fails only for a lock that was taken over, which is no longer ours to release.
    await release().catch(() => undefined);
  }
}

async function acquire<T>(take: () => Promise<T>, cache: string, report: Report): Promise<T> {
  const first = await unlessLocked(take);
  if (first !== undefined) {
    return first;
  }
  report(`Another process is setting up the Pulumi CLI in ${cache}: waiting for it`);
  return withProgress(report, "Waiting for the Pulumi CLI", async () => {
    for (;;) {
      const taken = await unlessLocked(take);
      if (taken !== undefined) {
        return taken;
      }
      await sleep(200);
    }
  });
}

async function unlessLocked<T>(take: () => Promise<T>): Promise<T | undefined> {
  try {
    return await take();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ELOCKED") {
      return undefined;
    }
    throw error;
  }
}

/**
 * Fills a folder of the cache all at once: whatever ends this half way leaves nothing at its place.
 * To be called under {@link withCacheLock}.
 *
 * @param fill Fills the empty folder that it is given.
 */
export async function fillFolder(
  folder: string,
  fill: (draft: string) => Promise<void>,
): Promise<void> {
  const cache = path.dirname(folder);
  await removeDrafts(cache);
  const draft = path.join(cache, draftPrefix + randomUUID());
  await mkdir(draft);
  try {
    await fill(draft);
    await rm(folder, { recursive: true, force: true });
    await rename(draft, folder);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

const draftPrefix = ".draft-";

/** Removes what killed processes have left; under the lock, no living one has a draft. */
async function removeDrafts(cache: string): Promise<void> {
  for (const name of await readdir(cache)) {
    if (name.startsWith(draftPrefix)) {
      await rm(path.join(cache, name), { recursive: true, force: true });
    }
  }
}
