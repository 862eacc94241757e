/** Something on the machine or in its settings that the user can mend: shown as its message alone. */
export class SetupError extends Error {
  override readonly name = "SetupError";
}

/**
 * The message of anything that was thrown.
 *
 * @param thrown What a `catch` got.
 */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
