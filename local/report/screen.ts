import type { Outcome } from "../stack/session";
import { Violation, violations } from "./plan-document";

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

  /** Tells how an operation ended: its violations, a line each and once, and all that the engine said if it failed. */
  tell(what: string, outcome: Outcome): void {
    if (!outcome.ok) {
      passOn(this.#text);
    }
    this.#text = "";
    for (const line of violationLines(violations(outcome.events))) {
      if (!this.#told.has(line)) {
        this.#told.add(line);
        say(line);
      }
    }
    say(verdict(what, outcome));
  }
}

/** A line for each violation, and one for each rule that a preview cannot judge yet, however often. */
export function violationLines(found: readonly Violation[]): string[] {
  const undecided = found.filter(isUndecided).map(({ policy }) => policy);
  return [
    ...found.filter(violation => !isUndecided(violation)).map(violationLine),
    ...[...new Set(undecided)].map(rule => {
      const count = undecided.filter(policy => policy === rule).length;
      return `  not known yet: ${rule}: of ${count} resource${count === 1 ? "" : "s"}; up judges`;
    }),
  ];
}

function violationLine({ level, policy, urn, message }: Violation): string {
  const [, , types = "", name = ""] = urn.split("::");
  return `  ${level}: ${policy}: ${types.split("$").at(-1)} ${name}: ${message.split("\n").join(" ")}`;
}

/** Whether the engine did not run the rule, because a preview does not know yet what it reads. */
function isUndecided({ message }: Violation): boolean {
  return /^can't run policy '.*' from policy pack '.*' during preview/.test(message);
}

/** The engine's own output, as it comes. */
export function passOn(text: string): void {
  process.stderr.write(text);
}

/** One line on how an operation ended. */
export function verdict(what: string, { ok, events }: Outcome): string {
  const found = violations(events);
  const undecided = found.filter(isUndecided).length;
  const mandatory = found.filter(v => v.level === "mandatory" && !isUndecided(v)).length;
  const advisory = found.length - undecided - mandatory;
  const changes = Object.entries(
    events.flatMap(e => e.summaryEvent ?? []).at(-1)?.resourceChanges ?? {},
  ).map(([op, count]) => `${count} ${op}`);
  return [
    `${ok ? "✔" : "✘"} ${what}: ${changes.join(", ") || "nothing done"}`,
    `policies: ${mandatory} mandatory, ${advisory} advisory violations`,
    ...(undecided > 0 ? [`${undecided} not known yet`] : []),
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
