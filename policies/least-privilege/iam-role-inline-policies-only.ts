import type { PolicyResource, StackValidationPolicy } from "@pulumi/policy";

import { refersTo } from "../references";

/** How resources name a managed policy: attachments, and a role's own list. */
const USES: Readonly<Record<string, string>> = {
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": "policyArn",
  "aws:iam/groupPolicyAttachment:GroupPolicyAttachment": "policyArn",
  "aws:iam/userPolicyAttachment:UserPolicyAttachment": "policyArn",
  "aws:iam/role:Role": "managedPolicyArns",
};

/**
 * Off: a matter of style. A role's own policy cannot be attached elsewhere and goes with the role. A
 * managed one is for what several share, or for a permissions boundary.
 */
export const iamRoleInlinePoliciesOnly: StackValidationPolicy = {
  name: "iam-role-inline-policies-only",
  description: "A managed policy is for two roles or more; one role's rights are its own policy.",
  enforcementLevel: "disabled",
  severity: "low",
  tags: ["least-privilege"],
  remediationSteps: "Write a RolePolicy of the one role that has the policy.",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html",
  validateStack: ({ resources }, report) => {
    const users = resources.filter(({ type }) => type in USES);
    const roles = users.filter(({ type }) => type === "aws:iam/role:Role");
    for (const policy of resources.filter(({ type }) => type === "aws:iam/policy:Policy")) {
      const count = users.filter(user => refersTo(user, USES[user.type], policy)).length;
      if (count < 2 && !isBoundary(policy, roles)) {
        report(
          `The managed policy has ${count === 0 ? "no attachment" : "one attachment"}: write it as the RolePolicy of its role.`,
          policy.urn,
        );
      }
    }
  },
};

function isBoundary(policy: PolicyResource, roles: readonly PolicyResource[]): boolean {
  return roles.some(role => refersTo(role, "permissionsBoundary", policy));
}
