import type { ResourceValidationPolicy } from "@pulumi/policy";

import { fsbp } from "../framework";
import {
  ATTACHMENT_TYPES,
  awsManagedPolicy,
  isFullAccess,
  onManagedPolicies,
} from "../iam/managed-policies";
import { finding } from "../resource";

export const iamNoAdministratorAccess: ResourceValidationPolicy = {
  name: "iam-no-administrator-access",
  description: "No principal gets an AWS-managed policy of full access.",
  enforcementLevel: "mandatory",
  severity: "critical",
  tags: ["least-privilege"],
  framework: fsbp("IAM.1", 'IAM policies should not allow full "*" administrative privileges'),
  remediationSteps: "Attach a policy of your own with the actions and ARNs that are needed.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-1",
  validateResource: onManagedPolicies(
    [
      ...ATTACHMENT_TYPES,
      "aws:iam/groupPolicyAttachment:GroupPolicyAttachment",
      "aws:iam/userPolicyAttachment:UserPolicyAttachment",
    ],
    (arn, report) => {
      const name = awsManagedPolicy(arn);
      if (name !== undefined && isFullAccess(name)) {
        report(
          finding(
            `Policy::${name}`,
            `${name} gives full access: attach a policy with the actions that are needed.`,
          ),
        );
      }
    },
  ),
};
