import type { Readable } from "node:stream";

/** Calls `onLine` for each line of a stream, also for a last one without its line break. */
export function readLines(stream: Readable, onLine: (line: string) => void): void {
  let rest = "";
  stream.setEncoding("utf8");
  stream.on("data", (chunk: string) => {
    const lines = (rest + chunk).split(/\r?\n/);
    rest = lines.pop() ?? "";
    lines.forEach(onLine);
  });
  stream.on("close", () => {
    if (rest !== "") {
      onLine(rest);
    }
  });
}

/** Keeps the last lines of something that may talk for days. */
export class Tail {
  private readonly lines: string[] = [];

  constructor(private readonly limit = 20) {}

  add(line: string): void {
    this.lines.push(line);
    if (this.lines.length > this.limit) {
      this.lines.shift();
    }
  }

  /** The lines, indented to stand below a message; empty when there are none. */
  toString(): string {
    return this.lines.map(line => `\n    ${line}`).join("");
  }
}
