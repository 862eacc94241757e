import type { PolicyResource } from "@pulumi/policy";

import { peek } from "./known";
import { refersTo } from "./references";

/**
 * Whether an input with members of its own stands somewhere for another resource: it was taken from it,
 * or holds one of its names. Works before ids are known.
 */
export function mentions(
  resource: PolicyResource,
  property: string,
  target: PolicyResource,
): boolean {
  if (refersTo(resource, property, target)) {
    return true;
  }
  const input = peek(() => JSON.stringify(resource.props[property]) as string | undefined);
  return (
    typeof input === "string" &&
    ["arn", "name", "bucket", "bucketDomainName", "bucketRegionalDomainName"].some(key => {
      const own = peek(() => target.props[key] as unknown);
      return typeof own === "string" && own !== "" && input.includes(JSON.stringify(own));
    })
  );
}
