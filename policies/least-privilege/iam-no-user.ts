import type { ResourceValidationPolicy } from "@pulumi/policy";

import { fsbp } from "../framework";
import { onTypes } from "../resource";

export const iamNoUser: ResourceValidationPolicy = {
  name: "iam-no-user",
  description: "There are no IAM users, nor anything that belongs to one.",
  enforcementLevel: "mandatory",
  severity: "high",
  tags: ["least-privilege"],
  framework: fsbp("IAM.2", "IAM users should not have IAM policies attached"),
  remediationSteps:
    "People sign in through IAM Identity Center; pipelines take a role through OIDC.",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#bp-users-federation-idp",
  validateResource: onTypes(
    [
      "aws:iam/user:User",
      "aws:iam/userPolicy:UserPolicy",
      "aws:iam/userPolicyAttachment:UserPolicyAttachment",
      "aws:iam/accessKey:AccessKey",
      "aws:iam/userLoginProfile:UserLoginProfile",
    ],
    (_, report, { type }) =>
      report(
        `${type.split(":").pop()} belongs to an IAM user: let people and pipelines take roles.`,
      ),
  ),
};
