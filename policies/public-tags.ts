import type { PolicyConfigSchema } from "@pulumi/policy";

import { peek } from "./known";

/** Configuration of rules that take a subnet at its word when it says that it is public. */
export interface PublicTags {
  publicTags: Readonly<Record<string, string>>;
}

/** Its schema. awsx gives each of its subnets the tag SubnetType. */
export const publicTagsSchema: PolicyConfigSchema = {
  properties: {
    publicTags: {
      description: "Tags that say of a subnet that it is public; one of them is enough.",
      type: "object",
      additionalProperties: { type: "string" },
      default: { SubnetType: "Public" },
    },
  },
};

/** Whether a subnet is tagged as public. */
export function isTaggedPublic(subnet: object, { publicTags }: PublicTags): boolean {
  const tags = peek(() => (subnet as { tags?: Record<string, unknown> }).tags);
  return (
    typeof tags === "object" &&
    Object.entries(publicTags).some(
      ([key, value]) => String(peek(() => tags[key])).toLowerCase() === value.toLowerCase(),
    )
  );
}
