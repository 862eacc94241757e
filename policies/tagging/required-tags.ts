import type { ResourceValidationPolicy } from "@pulumi/policy";

import { finding } from "../resource";
import { addTags, onTags, ResourceTags } from "../resource-tags";

interface Config {
  keys: readonly string[];
  values: Readonly<Record<string, string | undefined>>;
}

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
      values: {
        description: "Values of keys that a remediation adds where they are missing.",
        type: "object",
        additionalProperties: { type: "string" },
        default: {},
      },
    },
  },
  validateResource: onTags((tags, report, config) => {
    for (const key of missingFrom(tags, config as Config)) {
      report(finding(`Tag::${key}`, `The tag ${key} is missing: add it.`));
    }
  }),
  remediateResource: addTags((tags, config) => {
    const { values } = config as Config;
    return missingFrom(tags, config as Config).flatMap((key): [string, string][] => {
      const value = values[key];
      return value === undefined ? [] : [[key, value]];
    });
  }),
};

function missingFrom(tags: ResourceTags, { keys }: Config): string[] {
  return keys.filter(key => !tags.keys.includes(key));
}
