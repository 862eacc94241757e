import { hasWildcard, isWildcard } from "./glob";

/** Services whose ARNs begin with the name itself, without a type in front of it. */
const NO_TYPE = new Set(["codecommit", "codepipeline", "execute-api", "s3", "sns", "sqs"]);

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
  if (NO_TYPE.has(service)) {
    return saysNothing(parts[0]);
  }
  // `role*` is every role, and `key/mrk-*` every key of its kind: AWS makes up their ids.
  if (parts.length === 1 || (service === "kms" && parts[0] === "key")) {
    return hasWildcard(resource);
  }
  if (UNNAMEABLE.has(`${service}:${parts[0]}`)) {
    return false;
  }
  const names = parts.slice(1).filter(part => part !== "" && !KINDS.has(part));
  if (service === "route53") {
    // AWS makes up the ids, and who makes a zone can say of it no more than their first letter.
    return names.some(isWildcard);
  }
  return names.some(hasWildcard) && names.every(saysNothing);
}

/** Whether a name is wildcards with next to nothing between them: `*-*`, `??????`, `*e*`. */
function saysNothing(name: string): boolean {
  return hasWildcard(name) && !/[A-Za-z0-9]{2}|\$\{/.test(name);
}
