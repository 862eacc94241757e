import type { ResourceValidationPolicy } from "@pulumi/policy";

import { onBroadCalls } from "../iam/broad-calls";

export const iamAssumeRoleScoped: ResourceValidationPolicy = {
  name: "iam-assume-role-scoped",
  description: "sts:AssumeRole names the roles that may be taken.",
  enforcementLevel: "mandatory",
  severity: "high",
  tags: ["least-privilege"],
  remediationSteps: "Name the role ARNs, or one prefix of them in one account, under Resource.",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_permissions-to-switch.html",
  validateResource: onBroadCalls(
    ["sts:assumerole"],
    (call, reach) => `allows ${call} for ${reach}: name the roles.`,
  ),
};
