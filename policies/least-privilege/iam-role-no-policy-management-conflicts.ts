import type { PolicyResource, StackValidationPolicy } from "@pulumi/policy";

import { isGiven } from "../given";
import { finding } from "../resource";
import { refersTo } from "../references";

/** Lists of a role that AWS is made to agree with, and what else would add to or lay down the same. */
const CONFLICTS: Readonly<Record<string, readonly string[]>> = {
  managedPolicyArns: [
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
    "aws:iam/policyAttachment:PolicyAttachment",
    "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive",
  ],
  inlinePolicies: [
    "aws:iam/rolePolicy:RolePolicy",
    "aws:iam/rolePoliciesExclusive:RolePoliciesExclusive",
  ],
};

export const iamRoleNoPolicyManagementConflicts: StackValidationPolicy = {
  name: "iam-role-no-policy-management-conflicts",
  description: "No role's policies are managed in two ways that undo each other.",
  enforcementLevel: "mandatory",
  severity: "medium",
  tags: ["least-privilege"],
  remediationSteps:
    "Leave managedPolicyArns and inlinePolicies out; use RolePolicyAttachment and RolePolicy.",
  url: "https://www.pulumi.com/registry/packages/aws/api-docs/iam/role/",
  validateStack: ({ resources }, report) => {
    const roles = resources.filter(({ type }) => type === "aws:iam/role:Role");
    for (const [list, types] of Object.entries(CONFLICTS)) {
      const others = resources.filter(({ type }) => types.includes(type));
      for (const role of roles.filter(candidate => isGiven(candidate, list))) {
        const other = others.find(resource => isOf(resource, role));
        if (other !== undefined) {
          report(
            finding(
              list,
              `${list} and ${kindOf(other)} "${other.name}" undo each other at every update: use the one or the other.`,
            ),
            role.urn,
          );
        }
      }
    }
  },
};

function isOf(resource: PolicyResource, role: PolicyResource): boolean {
  return ["role", "roles", "roleName"].some(property => refersTo(resource, property, role));
}

const kindOf = ({ type }: PolicyResource) => type.split(":").pop();
