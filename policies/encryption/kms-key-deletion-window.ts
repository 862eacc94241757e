import type { ResourceValidationPolicy } from "@pulumi/policy";

import { fsbp } from "../framework";
import { finding, fixOn, onTypes } from "../resource";
import { MANDATORY_IN_PROD } from "../tags";

interface Key {
  deletionWindowInDays?: number;
  isEnabled?: boolean;
  enabled?: boolean;
}

const TYPES = [
  "aws:kms/key:Key",
  "aws:kms/replicaKey:ReplicaKey",
  "aws:kms/externalKey:ExternalKey",
  "aws:kms/replicaExternalKey:ReplicaExternalKey",
];

/** What AWS waits when nothing is said, which is the most that it does. */
const LONGEST = 30;

/** Left out, the wait is the longest and the key is enabled. A disabled key is not mended: somebody meant it. */
export const kmsKeyDeletionWindow: ResourceValidationPolicy = {
  name: "kms-key-deletion-window",
  description: "A KMS key that is deleted by mistake can be had back, and none is switched off.",
  enforcementLevel: "mandatory",
  severity: "medium",
  tags: ["encryption", MANDATORY_IN_PROD],
  framework: fsbp("KMS.3", "AWS KMS keys should not be deleted unintentionally"),
  remediationSteps: "Leave deletionWindowInDays out, or set it to at least minimumDays.",
  url: "https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html",
  configSchema: {
    properties: {
      minimumDays: {
        description: "Fewest days that a deletion waits; AWS takes 7 to 30.",
        type: "integer",
        minimum: 7,
        maximum: LONGEST,
        default: LONGEST,
      },
    },
  },
  validateResource: onTypes<Key>(TYPES, (key, report, args) => {
    const { minimumDays } = args.getConfig<{ minimumDays: number }>();
    const enabled = args.type === "aws:kms/key:Key" ? "isEnabled" : "enabled";
    if (key[enabled] === false) {
      report(
        finding(
          "Enabled",
          `Nothing under the key can be read: set ${enabled} to true, or leave it out.`,
        ),
      );
    }
    if ((key.deletionWindowInDays ?? LONGEST) < minimumDays) {
      report(
        finding(
          "Window",
          `The key is gone too soon after its deletion: set deletionWindowInDays to at least ${minimumDays}.`,
        ),
      );
    }
  }),
  remediateResource: fixOn<Key>(TYPES, ({ deletionWindowInDays = LONGEST }, args) => {
    const { minimumDays } = args.getConfig<{ minimumDays: number }>();
    return deletionWindowInDays < minimumDays ? { deletionWindowInDays: minimumDays } : undefined;
  }),
};
