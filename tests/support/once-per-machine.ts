import { existsSync } from "fs";
import { mkdir, rename, rm } from "fs/promises";
import { dirname, join } from "path";

import { cacheFolder, withCacheLock } from "../../local/engine/cli-cache";

/** A tool of the tests' that a machine keeps. */
export interface Tool {
  /** Name and version, as a message tells them. */
  title: string;
  /** Name of its file or folder in the cache. */
  name: string;
  /** Makes it at a path beside its place, which it is moved to when it is complete. */
  make: (partial: string) => Promise<void>;
}

/**
 * Path of a tool, made once per machine. Where it cannot be made this says why and returns nothing, so that the
 * caller can skip; in CI that is an error.
 */
export async function oncePerMachine({ title, name, make }: Tool): Promise<string | undefined> {
  const cache = dirname(cacheFolder(process.env));
  const place = join(cache, name);
  const work = async () => {
    if (!existsSync(place)) {
      const partial = `${place}.partial`;
      await rm(partial, { recursive: true, force: true });
      await mkdir(cache, { recursive: true });
      await make(partial);
      await rename(partial, place);
    }
  };
  try {
    await withCacheLock(cache, () => undefined, work);
  } catch (error) {
    if (process.env.CI) {
      throw error;
    }
    console.log(`    ${title} is not to be had here: ${(error as Error).message}`);
    return undefined;
  }
  return place;
}
