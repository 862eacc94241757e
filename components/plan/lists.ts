/** Each value once, in the order in which they first come. */
export function unique<T>(values: Iterable<T>): T[] {
  return [...new Set(values)];
}

/** What there is more than once, each once. */
export function repeated<T>(values: readonly T[]): T[] {
  return unique(values.filter((value, index) => values.indexOf(value) < index));
}

/** A record's entries by name: the order in which something was declared is then no change. */
export function sortedEntries<T>(record: Readonly<Record<string, T>>): [name: string, value: T][] {
  return Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
}
