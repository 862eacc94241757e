import { setTimeout } from "timers/promises";

import { Wait } from "./controller";

/** Looks until there is something to see, which it returns; nothing when the time is up. */
export async function poll<T>(
  { timeoutSeconds, pollSeconds = 5, signal }: Wait,
  look: () => Promise<T | undefined>,
): Promise<T | undefined> {
  const deadline = Date.now() + timeoutSeconds * 1000;
  for (;;) {
    signal.throwIfAborted();
    const seen = await look();
    if (seen !== undefined || Date.now() > deadline) {
      return seen;
    }
    await setTimeout(pollSeconds * 1000, undefined, { signal });
  }
}

/** Waits no longer than until the signal. */
export async function unlessAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  let abort = () => {};
  const aborted = new Promise<never>((_, reject) => {
    abort = () => reject(signal.reason as Error);
    signal.addEventListener("abort", abort);
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener("abort", abort);
  }
}
