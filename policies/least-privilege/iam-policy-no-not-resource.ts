import type { ResourceValidationPolicy } from "@pulumi/policy";

import { onIdentityStatements } from "../iam/statements";

export const iamPolicyNoNotResource: ResourceValidationPolicy = {
  name: "iam-policy-no-not-resource",
  description: "No identity policy allows actions on all resources but some.",
  enforcementLevel: "mandatory",
  severity: "high",
  tags: ["least-privilege"],
  remediationSteps: "List the allowed ARNs under Resource; NotResource belongs in a Deny.",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notresource.html",
  validateResource: onIdentityStatements(({ notResources }) =>
    notResources.length > 0
      ? [
          {
            id: "NotResource",
            problem: "allows all resources but those it names: list the ARNs under Resource.",
          },
        ]
      : [],
  ),
};
