import type { Outcome } from "../stack/session";
import { EngineOutput } from "./engine-output";
import { Violation, violations } from "./plan-document";
import { describeViolations } from "./violation";

/** What the engine says of a rule that needs values which only an `up` knows. */
const UNDECIDED = /^can't run policy '[^']*' from policy pack '[^']*' during preview:/;

/** A line about what a command does, on standard error: standard output is for what was asked for. */
export function say(line: string): void {
  console.error(line);
}

/** How an {@link EngineLog} speaks. */
export interface LogOptions {
  /**
   * Passes the engine's own output on as it comes, instead of keeping it for when something fails.
   *
   * @default false
   */
  live?: boolean;

  /**
   * Tells a violation's rule in full below it.
   *
   * @default false
   */
  details?: boolean;
}

/** What the engine says of an operation, and our words on it, on standard error. */
export class EngineLog {
  readonly #output: EngineOutput;
  #kept = "";
  readonly #details: boolean;
  readonly #told = new Set<string>();

  constructor({ live = false, details = false }: LogOptions = {}) {
    this.#details = details;
    this.#output = new EngineOutput(live ? passOn : text => void (this.#kept += text));
  }

  /** Takes the engine's output as it comes. */
  readonly write = (text: string): void => this.#output.write(text);

  /**
   * Tells how an operation ended: its violations, a line each and once, and all that the engine said if it
   * failed.
   */
  async tell(what: string, outcome: Outcome): Promise<void> {
    this.#output.end();
    if (!outcome.ok) {
      passOn(this.#kept);
    }
    this.#kept = "";
    const found = violations(outcome.events).filter(isDecided);
    for (const text of await describeViolations(found, this.#details)) {
      if (!this.#told.has(text)) {
        this.#told.add(text);
        say(text);
      }
    }
    say(verdict(what, outcome));
  }
}

/** The engine's own output, as it comes. */
export function passOn(text: string): void {
  process.stderr.write(text);
}

/** One line on how an operation ended. */
export function verdict(what: string, { ok, events }: Outcome): string {
  const all = violations(events);
  const found = all.filter(isDecided);
  const later = all.length - found.length;
  const mandatory = found.filter(v => v.level === "mandatory").length;
  const changes = Object.entries(
    events.flatMap(e => e.summaryEvent ?? []).at(-1)?.resourceChanges ?? {},
  ).map(([op, count]) => `${count} ${op}`);
  return [
    `${ok ? "✔" : "✘"} ${what}: ${changes.join(", ") || "nothing done"}`,
    `policies: ${mandatory} mandatory, ${found.length - mandatory} advisory violations` +
      (later > 0 ? `, ${later} left for up to judge` : ""),
  ].join("; ");
}

function isDecided({ message }: Violation): boolean {
  return !UNDECIDED.test(message);
}

/** A table of what runs where. */
export function table(rows: readonly { name: string; url: string; health: string }[]): string {
  const head = { name: "SERVICE", url: "URL", health: "HEALTH" };
  const all = [head, ...rows];
  const width = (key: keyof typeof head) => Math.max(...all.map(row => row[key].length));
  return all
    .map(row => `${row.name.padEnd(width("name"))}  ${row.url.padEnd(width("url"))}  ${row.health}`)
    .join("\n");
}
