import type { Outcome } from "../stack/session";
import { violations } from "./plan-document";

/** A line about what a command does, on standard error: standard output is for what was asked for. */
export function say(line: string): void {
  console.error(line);
}

/** Keeps the engine's own output, which is long, for when something fails. */
export class EngineLog {
  #text = "";

  /** Takes output as it comes. */
  readonly write = (text: string): void => {
    this.#text += text;
  };

  /** Tells how an operation ended: its violations, a line each, and all that the engine said if it failed. */
  tell(what: string, outcome: Outcome): void {
    if (!outcome.ok) {
      passOn(this.#text);
    }
    this.#text = "";
    for (const { level, policy, urn, message } of violations(outcome.events)) {
      const [, , types = "", name = ""] = urn.split("::");
      say(
        `  ${level}: ${policy}: ${types.split("$").at(-1)} ${name}: ${message.split("\n").join(" ")}`,
      );
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
  const found = violations(events);
  const mandatory = found.filter(v => v.level === "mandatory").length;
  const changes = Object.entries(
    events.flatMap(e => e.summaryEvent ?? []).at(-1)?.resourceChanges ?? {},
  ).map(([op, count]) => `${count} ${op}`);
  return [
    `${ok ? "✔" : "✘"} ${what}: ${changes.join(", ") || "nothing done"}`,
    `policies: ${mandatory} mandatory, ${found.length - mandatory} advisory violations`,
  ].join("; ");
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
