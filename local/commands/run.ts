import { UserError } from "../errors";

/**
 * Runs a command to its end and sets the exit code: 0 when it returns true, 1 when it returns false or
 * throws. A mistake of the user's is shown as its message alone, anything else with its stack. The first
 * SIGINT, SIGTERM or SIGHUP aborts the signal, so that the command can tidy up; the second ends it at
 * once. A reader that goes away (`npm start | head`) aborts it too.
 */
export async function run(command: (signal: AbortSignal) => Promise<boolean>): Promise<void> {
  const abort = new AbortController();
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(name, () => {
      if (abort.signal.aborted) {
        process.exit(1);
      }
      abort.abort();
    });
  }
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", () => abort.abort());
  }
  let code = 1;
  try {
    code = (await command(abort.signal)) ? 0 : 1;
  } catch (error) {
    console.error(error instanceof UserError ? `error: ${error.message}` : error);
  }
  // Channels to an engine that has ended can keep the process from ending by itself.
  process.exit(code);
}
