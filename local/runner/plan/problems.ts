import { messageOf } from "../../errors";
import { RunError } from "../errors";

/** Gathers every mistake, so that the user mends them in one go. */
export class Problems {
  private readonly lines: string[] = [];

  /** What `plan` gives, or nothing when it throws. */
  collect<T>(plan: () => T[]): T[] {
    try {
      return plan();
    } catch (error) {
      this.lines.push(messageOf(error));
      return [];
    }
  }

  /** @throws RunError with one line for each mistake. */
  throwIfAny(): void {
    if (this.lines.length > 0) {
      throw new RunError([...new Set(this.lines)].join("\n"));
    }
  }
}
