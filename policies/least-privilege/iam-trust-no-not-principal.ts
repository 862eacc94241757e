import type { ResourceValidationPolicy } from "@pulumi/policy";

import { onTrustStatements } from "../iam/statements";

export const iamTrustNoNotPrincipal: ResourceValidationPolicy = {
  name: "iam-trust-no-not-principal",
  description: "No role can be taken by everyone but some.",
  enforcementLevel: "mandatory",
  severity: "critical",
  tags: ["least-privilege"],
  remediationSteps:
    "Name the principals that may take the role under Principal; NotPrincipal belongs in a Deny.",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html",
  validateResource: onTrustStatements(({ notPrincipals }) =>
    notPrincipals.length > 0
      ? [
          {
            id: "NotPrincipal",
            problem:
              "lets everyone but those it names take the role: list who may under Principal.",
          },
        ]
      : [],
  ),
};
