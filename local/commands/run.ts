import { UserError } from "../errors";

/**
 * Runs a command to its end and sets the exit code: 0 when it returns true, 1 when it returns false or
 * throws. A mistake of the user's is shown as its message alone, anything else with its stack.
 */
export async function run(command: () => Promise<boolean>): Promise<void> {
  try {
    process.exitCode = (await command()) ? 0 : 1;
  } catch (error) {
    console.error(error instanceof UserError ? `error: ${error.message}` : error);
    process.exitCode = 1;
  }
}
