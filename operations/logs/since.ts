import { durationOf } from "../duration";
import { UsageError } from "../errors";

/** `15m`, `2h`, `1d` before now, or a time as ISO 8601 writes it; milliseconds since 1970. */
export function parseSince(text: string, now: number): number {
  const duration = durationOf(text);
  const named = /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text) : NaN;
  const time = duration === undefined ? named : now - duration;
  // Before 1970 there is nothing either, and CloudWatch refuses to look.
  if (Number.isNaN(time) || time < 0 || time > now) {
    throw new UsageError(
      `--since is "${text}"; use a duration back from now (30s, 15m, 2h, 1d) or a past time (2026-01-31, 2026-01-31T09:30:00Z)`,
    );
  }
  return time;
}
