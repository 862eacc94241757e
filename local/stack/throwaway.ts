import { mkdir, mkdtemp, rm } from "fs/promises";
import { join } from "path";

import { LOCAL } from "../paths";

/** Does a piece of work in a new folder that is removed afterwards, whatever comes of the work. */
export async function inThrowawayFolder<T>(
  name: string,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  await mkdir(LOCAL, { recursive: true });
  const folder = await mkdtemp(join(LOCAL, `${name}-`));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
