import type { ResourceValidationPolicy } from "@pulumi/policy";

import { finding } from "../resource";
import { eachTag, onTags, ResourceTags } from "../resource-tags";

/** AWS's limits, in characters and tags. */
const LONGEST_KEY = 128;
const LONGEST_VALUE = 256;
const MOST_TAGS = 50;

const ALLOWED = /^[\p{L}\p{N}\p{Zs}_.:/=+\-@]*$/u;

export const tagNameFormat: ResourceValidationPolicy = {
  name: "tag-name-format",
  description: "Tags are ones that AWS takes, with keys in one style.",
  enforcementLevel: "mandatory",
  severity: "low",
  tags: ["tagging"],
  remediationSteps: "Write keys in the style of the others (CostCenter), within AWS's limits.",
  url: "https://docs.aws.amazon.com/tag-editor/latest/userguide/tagging.html#tag-conventions",
  configSchema: {
    properties: {
      style: {
        description: "Regular expression that a whole key matches.",
        type: "string",
        format: "regex",
        default: "[A-Z][A-Za-z0-9]*",
      },
    },
  },
  validateResource: onTags((tags, report, config) => {
    const style = new RegExp(`^(?:${(config as { style: string }).style})$`);
    if (tags.keys.length > MOST_TAGS) {
      report(`The resource has ${tags.keys.length} tags: AWS takes at most ${MOST_TAGS}.`);
    }
    for (const key of tags.keys) {
      const fault = keyFault(key, style, tags);
      if (fault !== undefined) {
        report(finding(`Tag::${key}`, `The tag ${key} ${fault}`));
      }
    }
    eachTag(tags, (key, value) => {
      if (value.length > LONGEST_VALUE || !ALLOWED.test(value)) {
        report(
          finding(
            `Tag::${key}`,
            `The value of the tag ${key} has more than ${LONGEST_VALUE} characters or other than letters, digits, spaces and _.:/=+-@.`,
          ),
        );
      }
    });
  }),
};

function keyFault(key: string, style: RegExp, { keys }: ResourceTags): string | undefined {
  if (/^aws:/i.test(key)) {
    return "begins with aws:, which AWS keeps for itself: rename it.";
  }
  if (key.length > LONGEST_KEY || !ALLOWED.test(key)) {
    return `has more than ${LONGEST_KEY} characters or other than letters, digits, spaces and _.:/=+-@.`;
  }
  if (keys.some(other => other !== key && other.toLowerCase() === key.toLowerCase())) {
    return "differs from another only in case: keep one of them.";
  }
  return style.test(key) ? undefined : `does not match ${style.source}: write it like the others.`;
}
