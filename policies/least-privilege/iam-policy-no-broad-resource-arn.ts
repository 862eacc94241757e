import type { ResourceValidationPolicy } from "@pulumi/policy";

import { isBroadArn } from "../iam/arn";
import { isScopedByCondition } from "../iam/condition";
import { onIdentityStatements } from "../iam/statements";

export const iamPolicyNoBroadResourceArn: ResourceValidationPolicy = {
  name: "iam-policy-no-broad-resource-arn",
  description: "No identity policy allows an action on all resources of a type.",
  enforcementLevel: "mandatory",
  severity: "high",
  tags: ["least-privilege"],
  remediationSteps:
    "Name the resource, or a prefix of its name; for a KMS key add a condition on its alias.",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege",
  validateResource: onIdentityStatements(statement =>
    isScopedByCondition(statement)
      ? []
      : statement.resources.filter(isBroadArn).map(resource => ({
          id: `Resource::${resource}`,
          problem: `reaches all of ${resource}: name the resource.`,
        })),
  ),
};
