import { Exemption, excuses, isExpired, isFor } from "./exemption";

/** What became of one exemption in this run. */
export interface Entry {
  rule: string;
  exemption: Exemption;
  /** Findings that it excused. */
  used: number;
  /** Whether it is for a resource that the rule could not judge, as something was not known yet. */
  undetermined: boolean;
}

/** The exemptions that rules met in one run of the engine, and what they excused. */
export class Ledger {
  readonly #entries = new Map<string, Entry>();
  readonly #now: Date;

  /** @param now decides which exemptions are over */
  constructor(now: Date) {
    this.#now = now;
  }

  /** Every exemption met so far. */
  get entries(): readonly Entry[] {
    return [...this.#entries.values()];
  }

  /** The entry of an exemption of a rule, made when it is first asked for. */
  entry(rule: string, exemption: Exemption): Entry {
    const key = JSON.stringify([
      rule,
      exemption.resource,
      exemption.match,
      exemption.reason,
      exemption.until,
    ]);
    const entry = this.#entries.get(key) ?? { rule, exemption, used: 0, undetermined: false };
    this.#entries.set(key, entry);
    return entry;
  }

  /** Whether an exemption is over. */
  isExpired(exemption: Exemption): boolean {
    return isExpired(exemption, this.#now);
  }

  /** Whether one of the exemptions excuses a finding, which is then counted with it. */
  excuse(
    rule: string,
    exemptions: readonly Exemption[],
    subject: string,
    message: string,
  ): boolean {
    const exemption = exemptions.find(
      candidate =>
        isFor(candidate, subject) && excuses(candidate, message) && !this.isExpired(candidate),
    );
    if (exemption === undefined) {
      return false;
    }
    this.entry(rule, exemption).used++;
    return true;
  }

  /** Notes that a rule could not judge a resource, or any when no resource is given. */
  undetermined(rule: string, exemptions: readonly Exemption[], subject?: string): void {
    for (const exemption of exemptions) {
      if (subject === undefined || isFor(exemption, subject)) {
        this.entry(rule, exemption).undetermined = true;
      }
    }
  }
}
