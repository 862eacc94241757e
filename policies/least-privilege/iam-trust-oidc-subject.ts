import type { ResourceValidationPolicy } from "@pulumi/policy";

import { allowedValues, isNarrowedBy } from "../iam/condition";
import type { Statement } from "../iam/document";
import { hasWildcard } from "../iam/glob";
import { onTrustStatements } from "../iam/statements";

const GITHUB = "token.actions.githubusercontent.com";

/** One repository, and of it a named environment, branch, tag or event. */
const GITHUB_SUBJECT =
  /^repo:[^/:*?]+\/[^/:*?]+:(ref:refs\/(heads|tags)\/[^*?].*|(?!ref:)[^:*?]+(:[^*?].*)?)$/;

/** Of other providers: one that is open from its beginning, or from behind the word for its kind. */
const OPEN_SUBJECT = /^((system:serviceaccount|organization|project_path|repo|org):)?[*?]/;

export const iamTrustOidcSubject: ResourceValidationPolicy = {
  name: "iam-trust-oidc-subject",
  description: "An OIDC identity takes a role only for one audience and one subject.",
  enforcementLevel: "mandatory",
  severity: "critical",
  tags: ["least-privilege"],
  remediationSteps: `Add StringEquals conditions on ${GITHUB}:aud (sts.amazonaws.com) and ${GITHUB}:sub (repo:ORG/REPO:environment:NAME).`,
  url: "https://docs.github.com/en/actions/how-tos/secure-your-work/security-harden-deployments/oidc-in-aws",
  validateResource: onTrustStatements(statement =>
    statement.principals
      .filter(({ kind, value }) => kind.toLowerCase() === "federated" && !hasWildcard(value))
      .flatMap(({ value }) => {
        const [, provider] = value.split(":oidc-provider/");
        return provider === undefined
          ? builtInFaults(statement, value)
          : faults(statement, provider);
      }),
  ),
};

function faults(statement: Statement, provider: string) {
  const values = (claim: string) => allowedValues(statement, `${provider}:${claim}`.toLowerCase());
  const audiences = values("aud");
  const subjects = values("sub");
  const found: { id: string; problem: string }[] = [];
  if (audiences.length === 0 || audiences.some(hasWildcard)) {
    found.push({
      id: "aud",
      problem: `lets ${provider} take the role for any audience: add StringEquals on ${provider}:aud.`,
    });
  }
  if (subjects.length === 0 || !subjects.every(subject => isBound(provider, subject))) {
    found.push({
      id: "sub",
      problem: `lets more of ${provider} take the role than one repository's environment or branch: add StringEquals on ${provider}:sub.`,
    });
  }
  return found;
}

/** Providers that AWS knows by name, such as Cognito: anyone has an account there, so the application must be named. */
function builtInFaults(statement: Statement, provider: string) {
  return provider.includes(":saml-provider/") ||
    isNarrowedBy(statement, `${provider}:aud`, `${provider}:app_id`)
    ? []
    : [
        {
          id: "aud",
          problem: `lets ${provider} take the role for any application: add StringEquals on ${provider}:aud.`,
        },
      ];
}

function isBound(provider: string, subject: string): boolean {
  // An enterprise's own issuer is a path below GitHub's.
  return provider.toLowerCase().startsWith(GITHUB)
    ? GITHUB_SUBJECT.test(subject)
    : !OPEN_SUBJECT.test(subject);
}
