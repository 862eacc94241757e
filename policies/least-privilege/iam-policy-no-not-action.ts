import type { ResourceValidationPolicy } from "@pulumi/policy";

import { onIdentityStatements } from "../iam/statements";

export const iamPolicyNoNotAction: ResourceValidationPolicy = {
  name: "iam-policy-no-not-action",
  description: "No identity policy allows all actions but some.",
  enforcementLevel: "mandatory",
  severity: "high",
  tags: ["least-privilege"],
  remediationSteps: "List the allowed actions under Action; NotAction belongs in a Deny.",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html",
  validateResource: onIdentityStatements(({ notActions }) =>
    notActions.length > 0
      ? [
          {
            id: "NotAction",
            problem: "allows all actions but those it names: list the allowed ones under Action.",
          },
        ]
      : [],
  ),
};
