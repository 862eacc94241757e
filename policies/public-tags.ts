import type { PolicyConfigSchema } from "@pulumi/policy";

import { peek, UNKNOWN } from "./known";

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

/** Whether a subnet is tagged as public, or may be: tags that are not known yet are not held against it. */
export function isTaggedPublic(subnet: object, { publicTags }: PublicTags): boolean {
  const tags = peek(() => (subnet as { tags?: Record<string, unknown> }).tags);
  if (tags === UNKNOWN) {
    return true;
  }
  return Object.entries(publicTags).some(([key, value]) => {
    const own = peek(() => tags?.[key]);
    return own === UNKNOWN || String(own).toLowerCase() === value.toLowerCase();
  });
}
