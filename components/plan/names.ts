import { createHash } from "crypto";

import { ArgumentError } from "../errors";

/** Longest physical name AWS takes, in characters, from each service's API reference. */
export const NAME_LIMITS = {
  "load balancer": 32,
  "target group": 32,
  "IAM role": 64,
  "S3 bucket": 63,
  "DB instance": 63,
  "replication group": 40,
  "backup vault": 50,
  "ECS cluster": 255,
  "KMS alias": 256,
  "CloudFront function": 64,
  "log delivery": 60,
  "web ACL": 128,
  "CodeDeploy application": 100,
} as const;

/** What a name is for; decides its limit. */
export type NameKind = keyof typeof NAME_LIMITS;

const HASH_LENGTH = 8;

/** A documented name, kept to the letter; throws when AWS would not take its length. */
export function exactName(kind: NameKind, name: string): string {
  const limit = NAME_LIMITS[kind];
  if (name.length > limit) {
    throw new ArgumentError(
      `${kind} name "${name}" has ${name.length} characters; AWS takes at most ${limit}`,
    );
  }
  return name;
}

/**
 * A name within AWS's limit: kept when it fits, else cut before its last part (the environment, where
 * `Scope` made it) with a hash of the whole in between. So long names that begin alike stay apart, and
 * what goes by a system's and an environment's names still knows them.
 */
export function fitName(kind: NameKind, name: string): string {
  const limit = NAME_LIMITS[kind];
  if (name.length <= limit) {
    return name;
  }
  const hash = createHash("sha256").update(name).digest("hex").slice(0, HASH_LENGTH);
  const last = /-[^-]+$/.exec(name)?.[0] ?? "";
  const end = last.length <= limit / 2 ? `-${hash}${last}` : `-${hash}`;
  return `${name.slice(0, limit - end.length).replace(/-+$/, "")}${end}`;
}

/** What Pulumi adds to a resource's name to make a physical one: a dash and seven hexadecimal digits. */
const AUTO_NAME_SUFFIX = 8;

/** Pattern, for a policy document, of the physical name that Pulumi makes up for a resource. */
export function autoNamePattern(kind: NameKind, resourceName: string): string {
  return `${resourceName.slice(0, NAME_LIMITS[kind] - AUTO_NAME_SUFFIX)}-???????`;
}
