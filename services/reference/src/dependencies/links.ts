import { type Check } from "../routes/health";

/**
 * Checks of linked services. Any answer but a failure of theirs will do, so that it does not matter
 * whether they know `/health`. It asks nothing in turn: services linked in a ring start all the same.
 *
 * @param links base URLs, by name
 * @param timeoutMs longest wait for an answer, in milliseconds
 */
export function linkChecks(
  links: Readonly<Record<string, string>>,
  timeoutMs: number,
): Record<string, Check> {
  const checks = Object.entries(links).map(([name, url]) => [name, () => ask(url, timeoutMs)]);
  return Object.fromEntries(checks) as Record<string, Check>;
}

async function ask(url: string, timeoutMs: number): Promise<void> {
  const signal = AbortSignal.timeout(timeoutMs);
  const response = await fetch(new URL("/health", url), {
    method: "HEAD",
    redirect: "manual",
    signal,
  });
  if (response.status >= 500) {
    throw new Error(`it answered ${response.status}`);
  }
}
