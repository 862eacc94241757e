import type { ResourceValidationPolicy } from "@pulumi/policy";

import {
  ATTACHMENT_TYPES,
  awsManagedPolicy,
  isFullAccess,
  onManagedPolicies,
} from "../iam/managed-policies";
import { finding } from "../resource";

/**
 * AWS-managed policies cannot name a system's own resources. AmazonECSTaskExecutionRolePolicy is not
 * among those allowed: its logs and ecr actions are on every resource.
 */
export const iamNoAwsManagedPolicy: ResourceValidationPolicy = {
  name: "iam-no-aws-managed-policy",
  description: "Roles use policies of their own, not AWS-managed ones.",
  enforcementLevel: "advisory",
  severity: "low",
  tags: ["least-privilege"],
  remediationSteps: "Write a RolePolicy with the actions and ARNs that are needed.",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege",
  configSchema: {
    properties: {
      allowed: {
        description: "AWS-managed policies that may be attached, by name with their path.",
        type: "array",
        items: { type: "string" },
        default: [
          "AWSCodeDeployRoleForECS",
          "service-role/AmazonRDSEnhancedMonitoringRole",
          "service-role/AWSBackupServiceRolePolicyForBackup",
          "service-role/AWSBackupServiceRolePolicyForRestores",
        ],
      },
    },
  },
  validateResource: onManagedPolicies(ATTACHMENT_TYPES, (arn, report, config) => {
    const { allowed } = config as { allowed: readonly string[] };
    const name = awsManagedPolicy(arn);
    // One of full access is the finding of iam-no-administrator-access.
    if (name !== undefined && !allowed.includes(name) && !isFullAccess(name)) {
      report(
        finding(
          `Policy::${name}`,
          `${name} is AWS-managed and cannot name this system's resources: write a RolePolicy.`,
        ),
      );
    }
  }),
};
