import { hasWildcard, isWildcard } from "./glob";

/** Services whose ARNs begin with the name itself, without a type in front of it. */
const NO_TYPE = new Set(["execute-api", "s3", "sns", "sqs"]);

/** Words inside a resource that are kinds, not names. */
const KINDS = new Set(["app", "gwy", "log-stream", "net"]);

/** Types of which nothing can be told apart: AWS makes up their ids, and they take no tags. */
const UNNAMEABLE = new Set([
  "cloudfront:origin-access-control",
  "cloudfront:response-headers-policy",
]);

/**
 * Whether an ARN pattern names no resource: its service or account is a wildcard, or all of its
 * resource but the type is (`arn:aws:s3:::*`, `…:secret:*`, `…:role/*`) and one could be named. A bare
 * `*` is no ARN.
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
  if (UNNAMEABLE.has(`${service}:${parts[0]}`)) {
    return false;
  }
  const names = parts.slice(1).filter(part => part !== "" && !KINDS.has(part));
  return names.some(hasWildcard) && names.every(isWildcard);
}
