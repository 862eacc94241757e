import type { ResourceValidationPolicy } from "@pulumi/policy";

import { finding } from "../resource";
import { eachTag, onTags } from "../resource-tags";
import { credentialIn } from "../secrets";

const EMAIL_ADDRESS = /[^\s@:/]+@[^\s@:/]+\.[a-z]{2,}/i;

export const tagNoSensitiveData: ResourceValidationPolicy = {
  name: "tag-no-sensitive-data",
  description: "Tags, which are not encrypted and show in bills, hold no credentials or addresses.",
  enforcementLevel: "advisory",
  severity: "medium",
  tags: ["tagging"],
  remediationSteps: "Write the name of a team or a system, and revoke what was a credential.",
  url: "https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html",
  configSchema: {
    properties: {
      emailKeys: {
        description: "Keys whose value may be an e-mail address, that of a team for instance.",
        type: "array",
        items: { type: "string" },
        default: [],
      },
    },
  },
  validateResource: onTags((tags, report, config) => {
    const { emailKeys } = config as { emailKeys: readonly string[] };
    eachTag(tags, (key, value) => {
      const kind =
        credentialIn(value) ??
        (EMAIL_ADDRESS.test(value) && !emailKeys.includes(key) ? "an e-mail address" : undefined);
      if (kind !== undefined) {
        report(
          finding(
            `Tag::${key}`,
            `The tag ${key} holds ${kind}, for all to read: write a name in its place.`,
          ),
        );
      }
    });
  }),
};
