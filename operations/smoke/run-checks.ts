import { setTimeout as wait } from "timers/promises";

import { isAboutCertificate, whyNot } from "./ask";
import type { Answer, Check } from "./checks";

/** How a check ended. */
export interface Outcome {
  name: string;
  /** What the last answer was. */
  status?: number;
  /** What is wrong; nothing when it is well. */
  failure?: string;
}

/** How checks are run. */
export interface Running {
  ask: (check: Check) => Promise<Answer>;
  /** Seconds in which checks that fail are tried again: a new deployment warms up. */
  timeoutSeconds: number;
  /** Hears a line before each further round. */
  say: (line: string) => void;
  signal: AbortSignal;

  /**
   * Waits so many seconds.
   *
   * @default - by the clock
   */
  pause?: (seconds: number) => Promise<unknown>;
}

/** Seconds before the second round, and the most before any. */
const FIRST_PAUSE = 1;
const LONGEST_PAUSE = 10;

/** Runs all checks at once; those that fail again, less and less often, until all are well or the time is over. */
export async function runChecks(
  checks: readonly Check[],
  { ask, timeoutSeconds, say, signal, pause = byTheClock(signal) }: Running,
): Promise<Outcome[]> {
  const outcomes: (Outcome & { final: boolean })[] = [];
  const deadline = Date.now() + timeoutSeconds * 1000;
  let open = checks.map((check, index) => ({ check, index }));
  for (let seconds = FIRST_PAUSE; ; seconds = Math.min(2 * seconds, LONGEST_PAUSE)) {
    await Promise.all(
      open.map(async ({ check, index }) => (outcomes[index] = await outcomeOf(check, ask))),
    );
    signal.throwIfAborted();
    open = open.filter(({ index }) => !outcomes[index].final);
    if (open.length === 0 || Date.now() + seconds * 1000 > deadline) {
      return outcomes.map(({ name, status, failure }) => ({ name, status, failure }));
    }
    say(`${open.length} of ${checks.length} are not well yet; again in ${seconds} s`);
    await pause(seconds);
  }
}

async function outcomeOf(check: Check, ask: Running["ask"]): Promise<Outcome & { final: boolean }> {
  const { name, judge } = check;
  try {
    const answer = await ask(check);
    const failure = judge(answer);
    return { name, status: answer.status, failure, final: failure === undefined };
  } catch (error) {
    return { name, failure: whyNot(error), final: isAboutCertificate(error) };
  }
}

function byTheClock(signal: AbortSignal) {
  return (seconds: number) => wait(seconds * 1000, undefined, { signal });
}
