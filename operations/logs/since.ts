import { UsageError } from "../errors";

/** Milliseconds of the units that a duration is given in. */
const UNITS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** `15m`, `2h`, `1d` before now, or a time as ISO 8601 writes it; milliseconds since 1970. */
export function parseSince(text: string, now: number): number {
  const [, count, unit] = /^(\d+)([smhd])$/.exec(text) ?? [];
  const time =
    count === undefined
      ? /^\d{4}-\d\d-\d\d/.test(text)
        ? Date.parse(text)
        : NaN
      : now - Number(count) * UNITS[unit as keyof typeof UNITS];
  // Before 1970 there is nothing either, and CloudWatch refuses to look.
  if (Number.isNaN(time) || time < 0 || time > now) {
    throw new UsageError(
      `--since is "${text}"; use a duration back from now (30s, 15m, 2h, 1d) or a past time (2026-01-31, 2026-01-31T09:30:00Z)`,
    );
  }
  return time;
}
