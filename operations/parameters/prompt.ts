import { createInterface } from "readline/promises";
import { Writable } from "stream";

/** Where somebody is asked. */
export interface Terminal {
  input: NodeJS.ReadableStream;
  output: NodeJS.WritableStream;
  /** Stops waiting. */
  signal: AbortSignal;
}

/** Asks for a value without showing what is typed; empty when Enter alone or Ctrl-D is pressed. */
export async function askHidden(
  question: string,
  { input, output, signal }: Terminal,
): Promise<string> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input, output: nowhere, terminal: true });
  // Only now: what is typed before this one has taken over, the terminal itself shows.
  output.write(question);
  const closed = new AbortController();
  // In raw mode Ctrl-C is a character, which is no signal, and after Ctrl-D nobody would answer.
  lines.on("SIGINT", () => process.kill(process.pid, "SIGINT"));
  lines.on("close", () => closed.abort());
  try {
    return await lines.question("", { signal: AbortSignal.any([signal, closed.signal]) });
  } catch (error) {
    if (closed.signal.aborted && !signal.aborted) {
      return "";
    }
    throw error;
  } finally {
    lines.close();
    output.write("\n");
  }
}
