import type { ResourceValidationPolicy } from "@pulumi/policy";

import { isReadOnlyWildcard, takesNoResource } from "../iam/actions";
import { isScopedByCondition } from "../iam/condition";
import { isWildcard } from "../iam/glob";
import { onIdentityStatements } from "../iam/statements";

/**
 * `*` is right for an action that takes no resource: `ecr:GetAuthorizationToken`, the `ssmmessages`
 * actions, most List and Describe actions. AWS's service data says which; an action of a service that
 * is not in the data is taken to have a resource.
 */
export const iamPolicyNoWildcardResource: ResourceValidationPolicy = {
  name: "iam-policy-no-wildcard-resource",
  description:
    "No identity policy allows an action on every resource that it could be limited for.",
  enforcementLevel: "mandatory",
  severity: "high",
  tags: ["least-privilege"],
  remediationSteps:
    "Name the ARNs, or add a condition that names the resource (a tag, a cluster, a KMS alias).",
  url: "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html",
  validateResource: onIdentityStatements(statement =>
    statement.resources.some(isWildcard) && !isScopedByCondition(statement)
      ? statement.actions
          .filter(action => !takesNoResource(action) && !isReadOnlyWildcard(action))
          .map(action => ({
            id: `Action::${action}`,
            problem: `allows ${action} on every resource: name the ARNs.`,
          }))
      : [],
  ),
};
