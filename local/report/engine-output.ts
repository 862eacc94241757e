/** The heading of the engine's own list of violations, which ends with a blank line. */
const LIST = "Policies:";

/**
 * The engine's output without its list of violations, which takes two lines for each and for each that a
 * preview cannot judge: the project's commands tell of them in their own words.
 */
export class EngineOutput {
  #rest = "";
  #inList = false;

  /** @param pass takes what is left, in whole lines */
  constructor(private readonly pass: (text: string) => void) {}

  /** Takes output as it comes. */
  write(text: string): void {
    const lines = (this.#rest + text).split("\n");
    this.#rest = lines.pop() ?? "";
    for (const line of lines) {
      this.#inList = this.#inList ? line.trim() !== "" : line.trim() === LIST;
      if (!this.#inList) {
        this.pass(`${line}\n`);
      }
    }
  }

  /** Passes on what came without an end of line, at the end of an operation. */
  end(): void {
    if (this.#rest !== "") {
      this.write("\n");
    }
    this.#inList = false;
  }
}
