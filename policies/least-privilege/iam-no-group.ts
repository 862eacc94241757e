import type { ResourceValidationPolicy } from "@pulumi/policy";

import { onTypes } from "../resource";

/** Groups hold users, and there are none: see iam-no-user. */
export const iamNoGroup: ResourceValidationPolicy = {
  name: "iam-no-group",
  description: "There are no IAM groups, nor anything that belongs to one.",
  enforcementLevel: "advisory",
  severity: "low",
  tags: ["least-privilege"],
  remediationSteps: "Give people a permission set in IAM Identity Center.",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#bp-users-federation-idp",
  validateResource: onTypes(
    [
      "aws:iam/group:Group",
      "aws:iam/groupMembership:GroupMembership",
      "aws:iam/groupPolicy:GroupPolicy",
      "aws:iam/groupPolicyAttachment:GroupPolicyAttachment",
      "aws:iam/userGroupMembership:UserGroupMembership",
    ],
    (_, report, { type }) =>
      report(
        `${type.split(":").pop()} belongs to an IAM group: give people a permission set in IAM Identity Center.`,
      ),
  ),
};
