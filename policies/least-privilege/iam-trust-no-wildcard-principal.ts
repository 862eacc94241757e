import type { ResourceValidationPolicy } from "@pulumi/policy";

import { isNarrowedBy } from "../iam/condition";
import { hasWildcard } from "../iam/glob";
import { onTrustStatements } from "../iam/statements";
import { NEVER_EXEMPT } from "../tags";

export const iamTrustNoWildcardPrincipal: ResourceValidationPolicy = {
  name: "iam-trust-no-wildcard-principal",
  description: "No role can be taken by anyone.",
  enforcementLevel: "mandatory",
  severity: "critical",
  tags: ["least-privilege", NEVER_EXEMPT],
  remediationSteps:
    "Name the principals that may take the role; a whole organization with a condition on aws:PrincipalOrgID.",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-anonymous",
  validateResource: onTrustStatements(statement =>
    isNarrowedBy(statement, "aws:principalorgid")
      ? []
      : statement.principals
          .filter(({ value }) => hasWildcard(value))
          .map(({ kind, value }) => ({
            id: `Principal::${kind}:${value}`,
            problem: `lets ${kind} ${value} take the role: name the principals.`,
          })),
  ),
};
