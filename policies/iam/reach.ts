import { isBroadArn } from "./arn";
import { isScopedByCondition } from "./condition";
import type { Statement } from "./document";
import { glob, isWildcard } from "./glob";

/** Services whose actions are on another service's resources. */
const OTHERS: Readonly<Record<string, string>> = { sts: "iam" };

/**
 * The resource through which a statement allows an action on everything there is, or on all of a type:
 * `*`, `arn:aws:s3:::*`, `NotResource`. Undefined when names or a condition limit it. An ARN of a
 * service that the action is not on does not count.
 *
 * @param action an action or a pattern, in lower case
 */
export function broadReach(statement: Statement, action: string): string | undefined {
  if (isScopedByCondition(statement)) {
    return undefined;
  }
  const prefix = action.split(":")[0];
  const service = OTHERS[prefix] ?? prefix;
  const broad = statement.resources.find(
    resource => isWildcard(resource) || (isBroadArn(resource) && isOf(service, resource)),
  );
  return broad ?? (statement.notResources.length > 0 ? "NotResource" : undefined);
}

/** Whether an ARN may be of a service; either may hold wildcards. */
function isOf(service: string, resource: string): boolean {
  const [, , own = "*"] = resource.split(":");
  return glob(own, service) || glob(service, own);
}
