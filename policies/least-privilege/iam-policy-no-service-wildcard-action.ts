import type { ResourceValidationPolicy } from "@pulumi/policy";

import { fsbp } from "../framework";
import { isServiceWildcard } from "../iam/actions";
import { isEveryAction, onIdentityStatements } from "../iam/statements";

export const iamPolicyNoServiceWildcardAction: ResourceValidationPolicy = {
  name: "iam-policy-no-service-wildcard-action",
  description: "No identity policy allows every action of a service.",
  enforcementLevel: "mandatory",
  severity: "high",
  tags: ["least-privilege"],
  framework: fsbp(
    "IAM.21",
    "IAM customer managed policies that you create should not allow wildcard actions for services",
  ),
  remediationSteps: "Name the actions that the code calls.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-21",
  validateResource: onIdentityStatements(({ actions }) =>
    actions
      .filter(action => isServiceWildcard(action) || isEveryAction(action))
      .map(action => ({
        id: `Action::${action}`,
        problem: `allows every ${isEveryAction(action) ? "" : `${action.split(":")[0]} `}action: name the ones that are needed.`,
      })),
  ),
};
