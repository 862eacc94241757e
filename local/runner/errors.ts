import { UserError } from "../errors";

/** Something that keeps what was deployed from running here. */
export class RunError extends UserError {
  override readonly name = "RunError";
}
