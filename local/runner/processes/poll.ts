import { setTimeout as sleep } from "node:timers/promises";

/**
 * Asks until the answer is yes or the time is over.
 *
 * @returns Whether it became yes.
 */
export async function poll(
  done: () => boolean | Promise<boolean>,
  milliseconds: number,
  pause = 50,
): Promise<boolean> {
  const end = Date.now() + milliseconds;
  while (!(await done())) {
    if (Date.now() >= end) {
      return false;
    }
    await sleep(pause);
  }
  return true;
}
