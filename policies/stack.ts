import type { PolicyResource } from "@pulumi/policy";

import { peek, UNKNOWN } from "./known";

/**
 * Whether a property of one resource stands for another: it was taken from that resource's outputs, or
 * holds its id or name. Works before ids are known.
 */
export function refersTo(
  resource: PolicyResource,
  property: string,
  target: PolicyResource,
): boolean {
  if (resource.propertyDependencies[property]?.some(({ urn }) => urn === target.urn)) {
    return true;
  }
  const value = peek(() => resource.props[property] as unknown);
  return (
    typeof value === "string" &&
    ["id", "arn", "name", "bucket"].some(key => {
      const own = peek(() => target.props[key] as unknown);
      return own !== UNKNOWN && own === value;
    })
  );
}
