import type { ResourceValidationPolicy } from "@pulumi/policy";

import { isPartialWildcard, isReadOnlyWildcard } from "../iam/actions";
import { onIdentityStatements } from "../iam/statements";

export const iamPolicyNoReadWildcardAction: ResourceValidationPolicy = {
  name: "iam-policy-no-read-wildcard-action",
  description: "No identity policy allows listing or describing by a wildcard in an action.",
  enforcementLevel: "advisory",
  severity: "low",
  tags: ["least-privilege"],
  remediationSteps: "Name the List, Describe and Get actions that the code calls.",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege",
  validateResource: onIdentityStatements(({ actions }) =>
    actions
      .filter(action => isPartialWildcard(action) && isReadOnlyWildcard(action))
      .map(action => ({ id: `Action::${action}`, problem: `allows ${action}: name the actions.` })),
  ),
};
