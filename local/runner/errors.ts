/** A mistake that the reader of the message can mend. Shown without a stack. */
export class RunError extends Error {
  override readonly name = "RunError";
}

/** What to show of a thrown value: its message, or the value itself. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
