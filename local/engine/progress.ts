/** Takes one line for the user, without a line end. */
export type Report = (line: string) => void;

/**
 * Runs something long and says now and then that it is still going on.
 *
 * @param label What goes on, as in "Building the Pulumi CLI".
 * @param everyMs Time between two lines, in milliseconds.
 */
export async function withProgress<T>(
  report: Report,
  label: string,
  work: () => Promise<T>,
  everyMs = 15_000,
): Promise<T> {
  const start = Date.now();
  const timer = setInterval(
    () => report(`${label}: ${elapsed(Date.now() - start)} so far`),
    everyMs,
  );
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}

/** Milliseconds as people say them: `45 s`, `2 min 5 s`. */
export function elapsed(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
