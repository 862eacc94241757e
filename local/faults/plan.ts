/** What the engine asks of a provider that changes something. */
export type Kind = "create" | "update" | "delete";

/** One thing that a provider was asked to do. */
export interface Operation {
  kind: Kind;
  urn: string;
}

/** When a fault strikes: before what was asked takes effect, or when it has and nobody has been told. */
export type Moment = "before" | "after";

/** What is to go wrong. */
export interface Plan {
  /** The number of the operation, counted over the run from 1. */
  at: number;
  moment: Moment;
  /**
   * Ends the engine there and then.
   *
   * @default - the operation fails with an error of AWS's, and the engine lives
   */
  kill?: () => void;
}

/** Numbers from 1 to `total`, evenly spread, the first and the last among them; all where they are fewer. */
export function spread(count: number, total: number): number[] {
  if (count >= total) {
    return Array.from({ length: total }, (_, index) => index + 1);
  }
  return count === 1
    ? [Math.ceil(total / 2)]
    : Array.from({ length: count }, (_, index) =>
        Math.round(1 + (index * (total - 1)) / (count - 1)),
      );
}

/** Half of the faults strike before, half after; both over the whole range. */
export function momentOf(index: number): Moment {
  return index % 2 === 0 ? "after" : "before";
}
