import { explainAwsError } from "../aws-errors";
import { EXIT, OperationError } from "../errors";

/** What became of a service among several. */
export interface Row {
  name: string;
  /** `not begun`, `failed`, or what `work` says. */
  outcome: string;
  /** `family:number`, of what runs. */
  revision?: string;
  image?: string;
}

/**
 * Does the work for one row after the other and notes in each what became of it. A failure is told, and ends it
 * unless `goOn`; when AWS can be asked no more, or somebody interrupts, nothing more is tried.
 */
export async function oneByOne<R extends Row>(
  rows: readonly R[],
  work: (row: R) => Promise<Partial<R>>,
  goOn: boolean,
): Promise<void> {
  for (const row of rows) {
    try {
      Object.assign(row, await work(row));
    } catch (error) {
      row.outcome = "failed";
      const told = explainAwsError(error);
      if (!(told instanceof OperationError) || told.exitCode !== EXIT.failed) {
        throw error;
      }
      console.error(`error: ${told.message}`);
      if (!goOn) {
        return;
      }
    }
  }
}
