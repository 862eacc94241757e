import type { ResourceValidationPolicy } from "@pulumi/policy";

import { hasWildcard } from "../iam/glob";
import { isEveryAction, onIdentityStatements } from "../iam/statements";

/** `*` alone is the finding of iam-policy-no-service-wildcard-action. */
export const iamPolicyNoWildcardService: ResourceValidationPolicy = {
  name: "iam-policy-no-wildcard-service",
  description: "No identity policy allows an action of whatever service has one of the name.",
  enforcementLevel: "mandatory",
  severity: "high",
  tags: ["least-privilege"],
  remediationSteps: "Write the service's prefix in full, s3:GetObject, and name the actions.",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html",
  validateResource: onIdentityStatements(({ actions }) =>
    actions
      .filter(action => hasWildcard(action.split(":")[0]) && !isEveryAction(action))
      .map(action => ({
        id: `Action::${action}`,
        problem: `allows ${action}, which names no service: write the service's prefix.`,
      })),
  ),
};
