/** A value whose objects have lost, in place, the members that are null: it is a way to leave one out. */
export function withoutNulls<T>(value: T): T {
  if (typeof value === "object" && value !== null) {
    for (const [key, member] of Object.entries(value)) {
      if (member === null && !Array.isArray(value)) {
        delete (value as Record<string, unknown>)[key];
      } else {
        withoutNulls(member as unknown);
      }
    }
  }
  return value;
}
