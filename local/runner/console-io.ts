import { createColors } from "picocolors";
import type { RunIo } from "./types";

/** Told apart on dark and light grounds; red and green are left for what is wrong and well. */
const palette = ["cyan", "magenta", "blue", "yellow"] as const;

/**
 * Writes a run to a terminal: each line behind the name of the service that wrote it, in the same
 * colour throughout. Nothing is coloured where the stream is no terminal.
 *
 * @param width Longest name to line up for, in characters.
 */
export function consoleIo(stream: NodeJS.WriteStream, width = 16): RunIo {
  const colors = createColors(stream.isTTY && process.env.NO_COLOR === undefined);
  const paint = new Map<string, (text: string) => string>();
  const colorOf = (service: string) => {
    const chosen = paint.get(service) ?? colors[palette[paint.size % palette.length]];
    paint.set(service, chosen);
    return chosen;
  };
  return {
    report: line => stream.write(`${line}\n`),
    log: (service, line) =>
      stream.write(`${colorOf(service)(`${service.padEnd(width)} |`)} ${line}\n`),
  };
}
