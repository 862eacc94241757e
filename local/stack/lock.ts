import { check, lock } from "proper-lockfile";

import { UserError } from "../errors";

/** Milliseconds after which the lock of a process that was killed counts as left behind. */
const STALE_MS = 10_000;

/**
 * Keeps two commands from working on one stack at once. Waits for the lock of a killed process to grow
 * stale; throws when another command keeps the stack for longer.
 */
export async function lockFolder(folder: string, stack: string): Promise<() => Promise<void>> {
  const options = { stale: STALE_MS, realpath: false };
  if (await check(folder, options)) {
    console.error(`Another command is at work on the stack ${stack}; waiting for it …`);
  }
  try {
    return await lock(folder, {
      ...options,
      update: STALE_MS / 5,
      // After a machine's sleep, say: whoever took the lock meanwhile will tell its own user.
      onCompromised: () => console.error(`The lock on the stack ${stack} was lost.`),
      retries: { retries: 15, factor: 1, minTimeout: 1000 },
    });
  } catch {
    throw new UserError(`another command is at work on the stack ${stack}; wait for it or stop it`);
  }
}
