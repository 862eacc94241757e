import type { ResourceValidationPolicy } from "@pulumi/policy";

import { allows } from "../iam/actions";
import { isAccount } from "../iam/principal";
import { KEY_POLICY_TYPES, onResourceStatements } from "../iam/resource-policies";

/** The account itself may do everything: AWS's default, without which nobody could mend the policy. */
export const kmsKeyPolicyNoWildcardAction: ResourceValidationPolicy = {
  name: "kms-key-policy-no-wildcard-action",
  description: "Only the account itself may do everything with a KMS key.",
  enforcementLevel: "mandatory",
  severity: "high",
  tags: ["least-privilege"],
  remediationSteps: "Name the kms actions that the principal needs.",
  url: "https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html",
  validateResource: onResourceStatements(KEY_POLICY_TYPES, ({ actions, principals }) =>
    actions.some(isEverything)
      ? principals
          .filter(principal => !isAccount(principal))
          .map(({ kind, value }) => ({
            id: `Principal::${kind}:${value}`,
            problem: `lets ${kind} ${value} do everything with the key: name the actions.`,
          }))
      : [],
  ),
};

/** Whether one pattern stands for what administers a key, destroys it and uses it: `kms:*`, `*`, `k*:?*`. */
function isEverything(pattern: string): boolean {
  return ["kms:putkeypolicy", "kms:schedulekeydeletion", "kms:decrypt"].every(action =>
    allows([pattern], action),
  );
}
