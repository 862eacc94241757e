import type { ResourceValidationPolicy } from "@pulumi/policy";

import { isNarrowedBy } from "../iam/condition";
import { onTrustStatements } from "../iam/statements";

/** Without it AWS takes an assertion that the same provider made out to another service. */
export const iamTrustSamlAudience: ResourceValidationPolicy = {
  name: "iam-trust-saml-audience",
  description: "A SAML identity takes a role only with an assertion that is meant for AWS.",
  enforcementLevel: "mandatory",
  severity: "high",
  tags: ["least-privilege"],
  remediationSteps:
    'Add Condition { StringEquals: { "SAML:aud": "https://signin.aws.amazon.com/saml" } }.',
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_saml.html",
  validateResource: onTrustStatements(statement =>
    isNarrowedBy(statement, "saml:aud")
      ? []
      : statement.principals
          .filter(
            ({ kind, value }) =>
              kind.toLowerCase() === "federated" && value.includes(":saml-provider/"),
          )
          .map(({ value }) => ({
            id: `Principal::Federated:${value}`,
            problem: `lets ${value} take the role for any audience: add StringEquals on SAML:aud.`,
          })),
  ),
};
