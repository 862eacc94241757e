import { hasWildcard, isWildcard } from "./glob";

/** Services whose ARNs begin with the name itself, without a type in front of it. */
const NO_TYPE = new Set(["execute-api", "s3", "sns", "sqs"]);

/** Words inside a resource that are kinds, not names. */
const KINDS = new Set(["app", "gwy", "log-stream", "net"]);

/**
 * Whether an ARN pattern names no resource: its service or account is a wildcard, or all of its
 * resource but the type is (`arn:aws:s3:::*`, `…:secret:*`, `…:role/*`). A bare `*` is no ARN.
 */
export function isBroadArn(resource: string): boolean {
  if (isWildcard(resource)) {
    return false;
  }
  const [arn, partition, service, , account, ...rest] = resource.split(":");
  if (rest.length === 0) {
    return hasWildcard(resource);
  }
  if (arn !== "arn" || partition === undefined || hasWildcard(service) || hasWildcard(account)) {
    return true;
  }
  return namesNothing(service, rest.join(":"));
}

function namesNothing(service: string, resource: string): boolean {
  const parts = resource.split(/[/:]/);
  if (NO_TYPE.has(service) || parts.length === 1) {
    return isWildcard(parts[0]);
  }
  const names = parts.slice(1).filter(part => part !== "" && !KINDS.has(part));
  return names.some(hasWildcard) && names.every(isWildcard);
}
