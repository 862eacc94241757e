import type { ResourceValidationPolicy } from "@pulumi/policy";

import { allows } from "../iam/actions";
import { isBroadArn } from "../iam/arn";
import { isWildcard } from "../iam/glob";
import { onIdentityStatements } from "../iam/statements";

export const iamPassRoleScoped: ResourceValidationPolicy = {
  name: "iam-pass-role-scoped",
  description: "iam:PassRole names the roles that may be passed.",
  enforcementLevel: "mandatory",
  severity: "critical",
  tags: ["least-privilege"],
  remediationSteps: "Name the role ARNs, or one prefix of them, under Resource.",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html",
  validateResource: onIdentityStatements(({ actions, resources, notResources }) =>
    allows(actions, "iam:passrole")
      ? [
          ...resources.filter(resource => isWildcard(resource) || isBroadArn(resource)),
          ...notResources.slice(0, 1).map(() => "NotResource"),
        ].map(resource => ({
          id: `Resource::${resource}`,
          problem: `allows iam:PassRole for ${resource}: name the roles.`,
        }))
      : [],
  ),
};
