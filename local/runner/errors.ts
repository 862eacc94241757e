import { UserError } from "../errors";

/** Something that keeps what was deployed from running here. */
export class RunError extends UserError {
  override readonly name: string = "RunError";
}

/** How a service failed to come up. */
export interface Failure {
  /** To stand behind the service's name. */
  why: string;
  /** How its process ended, in words; absent when it still ran. */
  exit?: string;
  /** The checks that it did not pass, with their last answers. */
  checks: string[];
  /** Its last lines, each on a line of its own; empty when it wrote none. */
  lines: string;
}

/** A service that did not come up. */
export class StartFailure extends RunError {
  override readonly name = "StartFailure";

  constructor(
    service: string,
    readonly failure: Failure,
  ) {
    const { why, exit, checks, lines } = failure;
    super(`${service} ${why}${exit === undefined ? ` (${checks.join(", ")})` : ""}${lines}`);
  }
}
