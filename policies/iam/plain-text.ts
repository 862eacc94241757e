import type { Statement } from "./document";
import { isAnyone } from "./principal";

/** Whether a statement denies one of some actions, in lower case, to everyone who comes without TLS. */
export function deniesPlainText(
  { effect, actions, principals, conditions }: Statement,
  denied: readonly string[],
): boolean {
  return (
    effect === "deny" &&
    actions.some(action => denied.includes(action)) &&
    principals.some(isAnyone) &&
    conditions.length === 1 &&
    /^bool(ifexists)?$/.test(conditions[0].operator) &&
    conditions[0].key === "aws:securetransport" &&
    conditions[0].values.join().toLowerCase() === "false"
  );
}
