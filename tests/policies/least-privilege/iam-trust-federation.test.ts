import type { RoleArgs } from "@pulumi/aws/iam";

import { iamTrustNoNotPrincipal } from "../../../policies/least-privilege/iam-trust-no-not-principal";
import { iamTrustSamlAudience } from "../../../policies/least-privilege/iam-trust-saml-audience";
import { unknownValue } from "../support/engine";
import { Case, describeRule, document, Props, RawStatement } from "../support/rule-cases";

const ROLE = "aws:iam/role:Role";
const trust = (...statements: RawStatement[]): Props<RoleArgs> => ({
  assumeRolePolicy: document(
    ...statements.map(statement => ({ Action: "sts:AssumeRole", ...statement })),
  ),
});
const DEPLOY = { AWS: "arn:aws:iam::123456789012:role/deploy" };

/** Cases that hold for every rule on trust policies. */
const common: Case<RoleArgs>[] = [
  ["accepts a named role", trust({ Principal: DEPLOY }), []],
  ["says nothing without a document", {}, []],
  ["says nothing of a document that is not known yet", { assumeRolePolicy: unknownValue }, []],
  ["says nothing of one that is no JSON", { assumeRolePolicy: "{" }, []],
];

describeRule<RoleArgs>(iamTrustNoNotPrincipal, ROLE, [
  [
    "reports everyone but one",
    trust({ Principal: DEPLOY }, { Sid: "NotInterns", NotPrincipal: DEPLOY }),
    [
      '[NotPrincipal] assumeRolePolicy: statement "NotInterns" lets everyone but those it names take the role: list who may under Principal.',
    ],
  ],
  [
    "reports it under a condition too",
    trust({
      NotPrincipal: { AWS: ["arn:aws:iam::123456789012:role/a", "123456789012"] },
      Condition: { StringEquals: { "sts:ExternalId": "abc" } },
    }),
    [
      "[NotPrincipal] assumeRolePolicy: statement 1 lets everyone but those it names take the role: list who may under Principal.",
    ],
  ],
  ["accepts denying everyone but one", trust({ Effect: "Deny", NotPrincipal: DEPLOY }), []],
  ...common,
]);

const PROVIDER = "arn:aws:iam::123456789012:saml-provider/sso";
const saml = (Condition?: object, Federated: string | string[] = PROVIDER) =>
  trust({ Action: "sts:AssumeRoleWithSAML", Principal: { Federated }, Condition });
const anyAudience = (provider = PROVIDER) =>
  `[Principal::Federated:${provider}] assumeRolePolicy: statement 1 lets ${provider} take the role for any audience: add StringEquals on SAML:aud.`;

describeRule<RoleArgs>(iamTrustSamlAudience, ROLE, [
  ["reports a provider without audience", saml(), [anyAudience()]],
  [
    "reports each provider",
    saml({}, [PROVIDER, `${PROVIDER}2`]),
    [anyAudience(), anyAudience(`${PROVIDER}2`)],
  ],
  ["reports any audience", saml({ StringLike: { "SAML:aud": "*" } }), [anyAudience()]],
  [
    "reports an audience that may be absent",
    saml({ StringEqualsIfExists: { "SAML:aud": "https://signin.aws.amazon.com/saml" } }),
    [anyAudience()],
  ],
  [
    "reports a condition on something else",
    saml({ StringEquals: { "SAML:iss": "https://sso.example.com" } }),
    [anyAudience()],
  ],
  [
    "accepts AWS's sign-in, in any spelling",
    saml({ stringequals: { "saml:AUD": ["https://signin.aws.amazon.com/saml"] } }),
    [],
  ],
  [
    "leaves OIDC providers to the rule for them",
    saml({}, "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com"),
    [],
  ],
  [
    "says nothing about Deny",
    { assumeRolePolicy: document({ Effect: "Deny", Principal: { Federated: PROVIDER } }) },
    [],
  ],
  ...common,
]);
