import type { RoleArgs } from "@pulumi/aws/iam";

import { iamTrustOidcSubject } from "../../policies/least-privilege/iam-trust-oidc-subject";
import { unknownValue } from "./support/engine";
import { describeRule, document, Props, RawStatement } from "./support/rule-cases";

const ROLE = "aws:iam/role:Role";
const trust = (...statements: RawStatement[]): Props<RoleArgs> => ({
  assumeRolePolicy: document(
    ...statements.map(statement => ({ Action: "sts:AssumeRole", ...statement })),
  ),
});
const GITHUB = "token.actions.githubusercontent.com";
const github = (sub?: unknown, operator = "StringEquals") => {
  const conditions: Record<string, object> = {
    StringEquals: { [`${GITHUB}:aud`]: "sts.amazonaws.com" },
  };
  conditions[operator] = { ...conditions[operator], [`${GITHUB}:sub`]: sub };
  return trust({
    Action: "sts:AssumeRoleWithWebIdentity",
    Principal: { Federated: `arn:aws:iam::123456789012:oidc-provider/${GITHUB}` },
    Condition: sub === undefined ? { StringEquals: conditions.StringEquals } : conditions,
  });
};
const noSubject = `[sub] assumeRolePolicy: statement 1 lets more of ${GITHUB} take the role than one repository's environment or branch: add StringEquals on ${GITHUB}:sub.`;
const noAudience = `[aud] assumeRolePolicy: statement 1 lets ${GITHUB} take the role for any audience: add StringEquals on ${GITHUB}:aud.`;

describeRule<RoleArgs>(iamTrustOidcSubject, ROLE, [
  ["reports no subject", github(), [noSubject]],
  [
    "reports no condition at all",
    trust({ Principal: { Federated: `arn:aws:iam::123456789012:oidc-provider/${GITHUB}` } }),
    [noAudience, noSubject],
  ],
  ...[
    "*",
    "repo:*",
    "repo:acme/*",
    "repo:acme/*:ref:refs/heads/main",
    "repo:acme/orders:*",
    "repo:acme/orders:ref:*",
  ].map(
    sub =>
      [`reports ${sub}`, github(sub, "StringLike"), [noSubject]] as [
        string,
        Props<RoleArgs>,
        string[],
      ],
  ),
  [
    "reports one loose subject among good ones",
    github(["repo:acme/orders:environment:prod", "repo:acme/*"], "StringLike"),
    [noSubject],
  ],
  [
    "reports a subject that may be absent",
    github("repo:acme/orders:environment:prod", "StringEqualsIfExists"),
    [noSubject],
  ],
  ["accepts an environment", github("repo:acme/orders:environment:prod"), []],
  ["accepts a branch", github("repo:acme/orders:ref:refs/heads/main"), []],
  [
    "accepts branches below a name",
    github("repo:acme/orders:ref:refs/heads/release/*", "StringLike"),
    [],
  ],
  ["accepts a service", trust({ Principal: { Service: "ecs-tasks.amazonaws.com" } }), []],
  [
    "says nothing about Deny",
    trust({
      Effect: "Deny",
      Principal: { Federated: `arn:aws:iam::123456789012:oidc-provider/${GITHUB}` },
    }),
    [],
  ],
  ["says nothing of a document that is not known yet", { assumeRolePolicy: unknownValue }, []],
]);
