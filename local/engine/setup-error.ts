import { UserError } from "../errors";

/** Something on the machine or in its settings that keeps the engine from being set up. */
export class SetupError extends UserError {
  override readonly name = "SetupError";
}
