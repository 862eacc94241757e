/** A mistake or lack that the user can mend; shown as its message alone, exit code 1. */
export class UserError extends Error {}

/** What to show of a thrown value: its message, or the value itself. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
