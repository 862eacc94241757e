import type { ResourceValidationPolicy } from "@pulumi/policy";

import { fsbp } from "../framework";
import { isNarrowedBy } from "../iam/condition";
import { isAnyone } from "../iam/principal";
import { KEY_POLICY_TYPES, onResourceStatements } from "../iam/resource-policies";

export const kmsKeyPolicyNoWildcardPrincipal: ResourceValidationPolicy = {
  name: "kms-key-policy-no-wildcard-principal",
  description: "No KMS key can be used by anyone.",
  enforcementLevel: "mandatory",
  severity: "critical",
  tags: ["least-privilege"],
  framework: fsbp("KMS.5", "KMS keys should not be publicly accessible"),
  remediationSteps:
    "Name the principals, or add a condition on kms:CallerAccount or aws:PrincipalOrgID.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/kms-controls.html#kms-5",
  validateResource: onResourceStatements(KEY_POLICY_TYPES, statement =>
    statement.principals.some(isAnyone) &&
    !isNarrowedBy(statement, "kms:calleraccount", "aws:principalorgid")
      ? [
          {
            id: "Principal::*",
            problem:
              "lets anyone use the key: name the principals, or add a condition on kms:CallerAccount.",
          },
        ]
      : [],
  ),
};
