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
    },
  },
  validateResource: onTags((tags, report, config) => {
    const { patterns } = config as { patterns: Readonly<Record<string, string | undefined>> };
    eachTag(tags, (key, value) => {
      const id = `Tag::${key}`;
      const pattern = patterns[key];
      if (value.trim() === "" || PLACEHOLDER.test(value.trim())) {
        report(finding(id, `The tag ${key} says nothing: give it a value.`));
      } else if (pattern !== undefined && !new RegExp(`^(?:${pattern})$`).test(value)) {
        report(finding(id, `The tag ${key} does not match ${pattern}: correct its value.`));
      }
    });
  }),
};
