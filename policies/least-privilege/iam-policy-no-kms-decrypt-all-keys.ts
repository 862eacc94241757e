import type { ResourceValidationPolicy } from "@pulumi/policy";

import { fsbp } from "../framework";
import { allows } from "../iam/actions";
import { isBroadArn } from "../iam/arn";
import { isScopedByCondition } from "../iam/condition";
import { isWildcard } from "../iam/glob";
import { onIdentityStatements } from "../iam/statements";

/**
 * A condition on the full alias names one key, so `key/*` with it is narrow. kms:ViaService is not
 * enough: it says how a key is used, not which.
 */
export const iamPolicyNoKmsDecryptAllKeys: ResourceValidationPolicy = {
  name: "iam-policy-no-kms-decrypt-all-keys",
  description: "No identity policy allows decrypting with every KMS key.",
  enforcementLevel: "mandatory",
  severity: "high",
  tags: ["least-privilege"],
  framework: fsbp(
    "KMS.1",
    "IAM customer managed policies should not allow decryption actions on all KMS keys",
  ),
  remediationSteps:
    "Name the key's ARN, or add a ForAnyValue:StringEquals condition on kms:ResourceAliases with its alias.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/kms-controls.html#kms-1",
  validateResource: onIdentityStatements(statement => {
    const { actions, resources } = statement;
    const decrypts = ["kms:decrypt", "kms:reencryptfrom"].filter(action => allows(actions, action));
    const broad = resources.find(resource => isWildcard(resource) || isBroadArn(resource));
    return decrypts.length === 0 || broad === undefined || isScopedByCondition(statement)
      ? []
      : [
          {
            id: `Resource::${broad}`,
            problem: `allows decrypting with every key of ${broad}: name the key, or its alias in a condition.`,
          },
        ];
  }),
};
