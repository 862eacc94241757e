import type { ResourceValidationPolicy } from "@pulumi/policy";

import { finding } from "../resource";
import { onTags } from "../resource-tags";

/** Tags that the provider gives by itself (`defaultTags`) count. */
export const requiredTags: ResourceValidationPolicy = {
  name: "required-tags",
  description: "Every resource that takes tags says what it belongs to and who pays.",
  enforcementLevel: "mandatory",
  severity: "medium",
  tags: ["tagging"],
  remediationSteps: "Add the tags to the provider's defaultTags, or to the resource's tags.",
  url: "https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html",
  configSchema: {
    properties: {
      keys: {
        description: "Keys that every resource carries.",
        type: "array",
        items: { type: "string" },
        default: ["Environment", "Application", "Owner", "CostCenter"],
      },
    },
  },
  validateResource: onTags(({ keys }, report, config) => {
    for (const key of (config as { keys: readonly string[] }).keys) {
      if (!keys.includes(key)) {
        report(finding(`Tag::${key}`, `The tag ${key} is missing: add it.`));
      }
    }
  }),
};
