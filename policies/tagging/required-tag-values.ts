import type { ResourceValidationPolicy } from "@pulumi/policy";

import { finding } from "../resource";
import { eachTag, onTags } from "../resource-tags";

const PLACEHOLDER = /^(todo|tbd|change-?me|n\/?a|none|null|undefined|unknown|xxx+|-+)$/i;

export const requiredTagValues: ResourceValidationPolicy = {
  name: "required-tag-values",
  description: "Tags have values that mean something, of the form agreed for them.",
  enforcementLevel: "mandatory",
  severity: "low",
  tags: ["tagging"],
  remediationSteps: "Give the tag the value that the stack's settings have for it.",
  url: "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_tag-policies.html",
  configSchema: {
    properties: {
      patterns: {
        description: "Regular expression that the whole value of a tag matches, by key.",
        type: "object",
        additionalProperties: { type: "string", format: "regex" },
        default: {},
      },
      values: {
        description: "Values that a tag may have, by key: those of a list kept elsewhere.",
        type: "object",
        additionalProperties: { type: "array", items: { type: "string" } },
        default: {},
      },
    },
  },
  validateResource: onTags((tags, report, config) => {
    eachTag(tags, (key, value) => {
      const fault = valueFault(key, value, config as Config);
      if (fault !== undefined) {
        report(finding(`Tag::${key}`, `The tag ${key} ${fault}`));
      }
    });
  }),
};

interface Config {
  patterns: Readonly<Record<string, string | undefined>>;
  values: Readonly<Record<string, readonly string[] | undefined>>;
}

function valueFault(key: string, value: string, config: Config): string | undefined {
  const pattern = config.patterns[key];
  const allowed = config.values[key];
  if (value.trim() === "" || PLACEHOLDER.test(value.trim())) {
    return "says nothing: give it a value.";
  }
  if (pattern !== undefined && !new RegExp(`^(?:${pattern})$`).test(value)) {
    return `does not match ${pattern}: correct its value.`;
  }
  return allowed === undefined || allowed.includes(value)
    ? undefined
    : `is not one of ${allowed.join(", ")}: correct its value.`;
}
