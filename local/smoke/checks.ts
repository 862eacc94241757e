/** One thing that must be true of the running system. */
export interface Check {
  /** What must be true, as it is printed. */
  name: string;
  /** Throws with what it got instead when it is not. */
  run: () => Promise<void>;
}

/** How a check ended: nothing when it passed, else why not. */
export type Outcome = { name: string; failure?: string };

/** Longest that one request of a check may take, in milliseconds. */
const REQUEST_MS = 10_000;

/** Runs checks one after the other, each to its end, telling of each as it ends. */
export async function runChecks(
  checks: readonly Check[],
  report: (outcome: Outcome) => void,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const { name, run } of checks) {
    const failure = await run().then(
      () => undefined,
      (error: Error) => error.message,
    );
    outcomes.push({ name, failure });
    report(outcomes[outcomes.length - 1]);
  }
  return outcomes;
}

/** Asks for JSON and gives back the body; throws when the status is another than expected. */
export async function ask(
  url: string,
  { status = 200, body }: { status?: number; body?: object } = {},
): Promise<Record<string, unknown>> {
  const response = await fetch(url, {
    method: body === undefined ? "GET" : "POST",
    headers: body === undefined ? {} : { "content-type": "application/json" },
    body: body && JSON.stringify(body),
    signal: AbortSignal.timeout(REQUEST_MS),
  });
  const text = await response.text();
  if (response.status !== status) {
    throw new Error(`got ${response.status} ${text.slice(0, 200)}, wanted ${status}`);
  }
  return isJson(response) ? (JSON.parse(text) as Record<string, unknown>) : {};
}

/** Throws unless both are the same. */
export function same(what: string, got: unknown, wanted: unknown): void {
  if (JSON.stringify(got) !== JSON.stringify(wanted)) {
    throw new Error(`${what} is ${JSON.stringify(got)}, wanted ${JSON.stringify(wanted)}`);
  }
}

function isJson(response: Response): boolean {
  return response.headers.get("content-type")?.includes("json") ?? false;
}
