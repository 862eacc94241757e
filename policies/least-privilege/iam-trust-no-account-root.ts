import type { ResourceValidationPolicy } from "@pulumi/policy";

import { isBroadArn } from "../iam/arn";
import { allowedValues, isNarrowedBy } from "../iam/condition";
import type { Statement } from "../iam/document";
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
    isNarrowedBy(statement, "sts:externalid", "aws:principalorgid") || namesPrincipals(statement)
      ? []
      : statement.principals.filter(isAccount).map(({ value }) => ({
          id: `Principal::AWS:${value}`,
          problem: `lets everyone in ${value} take the role: name the role, or add a condition on sts:ExternalId.`,
        })),
  ),
};

/** `arn:aws:iam::123456789012:role/*` is everyone again. */
function namesPrincipals(statement: Statement): boolean {
  const arns = allowedValues(statement, "aws:principalarn");
  return arns.length > 0 && !arns.some(isBroadArn);
}
