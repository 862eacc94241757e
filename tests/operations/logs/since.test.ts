import { expect } from "chai";

import { UsageError } from "../../../operations/errors";
import { parseSince } from "../../../operations/logs/since";

describe("parseSince", () => {
  const now = Date.parse("2026-03-01T12:00:00Z");

  it("counts a duration back from now", () => {
    expect(["30s", "15m", "2h", "1d"].map(text => now - parseSince(text, now))).to.deep.equal([
      30_000, 900_000, 7_200_000, 86_400_000,
    ]);
  });

  it("takes a time", () => {
    expect(parseSince("2026-02-28T23:30:00+01:00", now)).to.equal(Date.UTC(2026, 1, 28, 22, 30));
    expect(parseSince("2026-02-28", now)).to.equal(Date.UTC(2026, 1, 28));
  });

  for (const text of [
    "",
    "15",
    "m",
    "-1h",
    "1w",
    "yesterday",
    "2026-13-01",
    "2026-03-02",
    "99999d",
  ]) {
    it(`refuses "${text}"`, () => {
      expect(() => parseSince(text, now)).to.throw(
        UsageError,
        `--since is "${text}"; use a duration`,
      );
    });
  }
});
