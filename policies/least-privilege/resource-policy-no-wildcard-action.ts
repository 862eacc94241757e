import type { ResourceValidationPolicy } from "@pulumi/policy";

import { isServiceWildcard } from "../iam/actions";
import { onResourceStatements, RESOURCE_POLICY_TYPES } from "../iam/resource-policies";
import { isEveryAction } from "../iam/statements";

/** KMS keys have a rule of their own; in a VPC endpoint's policy `*` is what passes, not what is allowed. */
export const resourcePolicyNoWildcardAction: ResourceValidationPolicy = {
  name: "resource-policy-no-wildcard-action",
  description: "No resource policy allows every action on its resource.",
  enforcementLevel: "mandatory",
  severity: "high",
  tags: ["least-privilege"],
  remediationSteps: "Name the actions that the principal needs.",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege",
  validateResource: onResourceStatements(RESOURCE_POLICY_TYPES, ({ actions }) =>
    actions
      .filter(action => isEveryAction(action) || isServiceWildcard(action))
      .map(action => ({ id: `Action::${action}`, problem: `allows ${action}: name the actions.` })),
  ),
};
