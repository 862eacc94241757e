import type { ResourceValidationPolicy } from "@pulumi/policy";

import { isNarrowedBy } from "../iam/condition";
import { isAccount } from "../iam/principal";
import { onTrustStatements } from "../iam/statements";

export const iamTrustNoAccountRoot: ResourceValidationPolicy = {
  name: "iam-trust-no-account-root",
  description: "No role can be taken by a whole account.",
  enforcementLevel: "mandatory",
  severity: "high",
  tags: ["least-privilege"],
  remediationSteps:
    "Name the role that takes this one, or add a condition on sts:ExternalId, aws:PrincipalArn or aws:PrincipalOrgID.",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html",
  validateResource: onTrustStatements(statement =>
    isNarrowedBy(statement, "sts:externalid", "aws:principalarn", "aws:principalorgid")
      ? []
      : statement.principals.filter(isAccount).map(({ value }) => ({
          id: `Principal::AWS:${value}`,
          problem: `lets everyone in ${value} take the role: name the role, or add a condition on sts:ExternalId.`,
        })),
  ),
};
