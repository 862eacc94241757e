/** Whether a version such as `16.4` or `8.0.mysql_aurora.3.08` comes before another, compared number by number. */
export function isBefore(version: string, other: string): boolean {
  const [own, others] = [numbersOf(version), numbersOf(other)];
  const differing = others.findIndex((number, place) => (own[place] ?? number) !== number);
  return differing >= 0 && own[differing] < others[differing];
}

/** The leading numbers; a part that is none (`x` in `6.x`) leaves the rest open. */
function numbersOf(version: string): number[] {
  const parts = version.split(".").map(Number);
  const end = parts.findIndex(Number.isNaN);
  return end < 0 ? parts : parts.slice(0, end);
}
