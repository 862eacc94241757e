import type { Outcome } from "../stack/session";
import { Violation, violations } from "./plan-document";

/** What the engine says of a rule that needs values which only an `up` knows. */
const UNDECIDED = /^can't run policy '[^']*' from policy pack '[^']*' during preview:/;

/** A line about what a command does, on standard error: standard output is for what was asked for. */
export function say(line: string): void {
  console.error(line);
}

/** Keeps the engine's own output, which is long, for when something fails. */
export class EngineLog {
  #text = "";
  readonly #told = new Set<string>();

  /** Takes output as it comes. */
  readonly write = (text: string): void => {
    this.#text += text;
  };

  /**
   * Tells how an operation ended: its violations, a line each and once, and all that the engine said if it
   * failed.
   */
  tell(what: string, outcome: Outcome): void {
    if (!outcome.ok) {
      passOn(this.#text);
    }
    this.#text = "";
    const lines = violations(outcome.events).filter(isDecided).map(asLine);
    for (const line of lines.filter(one => !this.#told.has(one))) {
      this.#told.add(line);
      say(line);
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

function asLine({ level, policy, urn, message }: Violation): string {
  const [, , types = "", name = ""] = urn.split("::");
  return `  ${level}: ${policy}: ${types.split("$").at(-1)} ${name}: ${message.split("\n").join(" ")}`;
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
