import type { ResourceValidationPolicy } from "@pulumi/policy";

import { isPartialWildcard, isReadOnlyWildcard } from "../iam/actions";
import { onIdentityStatements } from "../iam/statements";

/**
 * A wildcard inside a verb takes in whatever AWS adds later. Those that only list or describe are left
 * to iam-policy-no-read-wildcard-action, which is advisory.
 */
export const iamPolicyNoPartialWildcardAction: ResourceValidationPolicy = {
  name: "iam-policy-no-partial-wildcard-action",
  description: "No identity policy allows writes or reads of data by a wildcard in an action.",
  enforcementLevel: "mandatory",
  severity: "medium",
  tags: ["least-privilege"],
  remediationSteps:
    "Name the actions. kms:GenerateDataKey* and kms:ReEncrypt*, which AWS documents, may stay.",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege",
  validateResource: onIdentityStatements(({ actions }) =>
    actions
      .filter(action => isPartialWildcard(action) && !isReadOnlyWildcard(action))
      .map(action => ({
        id: `Action::${action}`,
        problem: `allows ${action}, which can change things or read data: name the actions.`,
      })),
  ),
};
