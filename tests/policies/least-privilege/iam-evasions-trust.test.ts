import { describeEvasions, ACCOUNT, IAM, like, equals } from "../support/evasions";

const ISSUER = "token.actions.githubusercontent.com";
const GITHUB = `${IAM}:oidc-provider/${ISSUER}`;
const take = { Action: "sts:AssumeRole" };
const web = { Action: "sts:AssumeRoleWithWebIdentity" };
const root = { ...take, Principal: { AWS: `${IAM}:root` } };
const task = { ...take, Principal: { Service: "ecs-tasks.amazonaws.com" } };

describe("the rules on IAM: what would slip past them in trust policies", () => {
  describeEvasions(
    [
      [
        "a whole account by its ARNs",
        "iam-trust-no-account-root",
        "trust",
        { ...root, Condition: { ArnLike: { "aws:PrincipalArn": `${IAM}:*` } } },
      ],
      [
        "all roles of an account",
        "iam-trust-no-account-root",
        "trust",
        { ...root, Condition: { ArnLike: { "aws:PrincipalArn": `${IAM}:role/*` } } },
      ],
      [
        "the account by its number",
        "iam-trust-no-account-root",
        "trust",
        { ...take, Principal: { AWS: [ACCOUNT] } },
      ],
      [
        "any external id of some length",
        "iam-trust-no-account-root",
        "trust",
        { ...root, ...like("sts:ExternalId", "????") },
      ],
      [
        "anyone among others",
        "iam-trust-no-wildcard-principal",
        "trust",
        { ...take, Principal: { AWS: ["*", `${IAM}:role/orders`] } },
      ],
      [
        "anyone of any organization",
        "iam-trust-no-wildcard-principal",
        "trust",
        { ...take, Principal: "*", ...like("aws:PrincipalOrgID", "o-*") },
      ],
      [
        "an organization that is like itself",
        "iam-trust-no-wildcard-principal",
        "trust",
        { ...take, Principal: "*", ...equals("aws:PrincipalOrgID", "${aws:PrincipalOrgID}") },
      ],
      [
        "any account of some length",
        "iam-trust-confused-deputy",
        "trust",
        { ...task, ...like("aws:SourceAccount", "????????????") },
      ],
      [
        "any bucket as the source",
        "iam-trust-confused-deputy",
        "trust",
        {
          ...take,
          Principal: { Service: "firehose.amazonaws.com" },
          Condition: { ArnLike: { "aws:SourceArn": "arn:aws:s3:::*" } },
        },
      ],
      [
        "a service in capitals",
        "iam-trust-confused-deputy",
        "trust",
        { ...take, Principal: { Service: "ECS-Tasks.amazonaws.com" } },
      ],
      [
        "a pool of Cognito, whichever",
        "iam-trust-oidc-subject",
        "trust",
        { ...web, Principal: { Federated: "cognito-identity.amazonaws.com" } },
      ],
      [
        "anyone with an account of Google's",
        "iam-trust-oidc-subject",
        "trust",
        { ...web, Principal: { Federated: "accounts.google.com" } },
      ],
      [
        "every account of a cluster",
        "iam-trust-oidc-subject",
        "trust",
        {
          ...web,
          Principal: { Federated: `${IAM}:oidc-provider/oidc.eks.us-east-1.amazonaws.com/id/ABC` },
          Condition: {
            StringLike: {
              "oidc.eks.us-east-1.amazonaws.com/id/ABC:sub": "system:serviceaccount:*",
              "oidc.eks.us-east-1.amazonaws.com/id/ABC:aud": "sts.amazonaws.com",
            },
          },
        },
      ],
      [
        "any audience that begins like one",
        "iam-trust-saml-audience",
        "trust",
        {
          Action: "sts:AssumeRoleWithSAML",
          Principal: { Federated: `${IAM}:saml-provider/corp` },
          ...like("SAML:aud", "https://*"),
        },
      ],
      [
        "any branch of a repository",
        "iam-trust-oidc-subject",
        "trust",
        {
          ...web,
          Principal: { Federated: GITHUB },
          Condition: {
            StringLike: {
              [`${ISSUER}:sub`]: "repo:acme/shop:ref:refs/*",
              [`${ISSUER}:aud`]: "sts.amazonaws.com",
            },
          },
        },
      ],
      [
        "any repository by an enterprise's issuer",
        "iam-trust-oidc-subject",
        "trust",
        {
          ...web,
          Principal: { Federated: `${GITHUB}/acme` },
          Condition: {
            StringLike: {
              [`${ISSUER}/acme:sub`]: "repo:acme/*",
              [`${ISSUER}/acme:aud`]: "sts.amazonaws.com",
            },
          },
        },
      ],
    ],
    [
      [
        "one role of an account",
        "trust",
        { ...root, Condition: { ArnEquals: { "aws:PrincipalArn": `${IAM}:role/deploy` } } },
      ],
      ["one external id", "trust", { ...root, ...equals("sts:ExternalId", "orders-7f3a") }],
      ["tasks of this account", "trust", { ...task, ...equals("aws:SourceAccount", ACCOUNT) }],
      [
        "one trail",
        "trust",
        {
          ...take,
          Principal: { Service: "events.amazonaws.com" },
          Condition: { ArnLike: { "aws:SourceArn": `arn:aws:events:us-east-1:${ACCOUNT}:rule/*` } },
        },
      ],
      [
        "one pool of Cognito's, signed in",
        "trust",
        {
          ...web,
          Principal: { Federated: "cognito-identity.amazonaws.com" },
          Condition: {
            StringEquals: { "cognito-identity.amazonaws.com:aud": "us-east-1:1234" },
            "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": "authenticated" },
          },
        },
      ],
      [
        "one branch of a repository",
        "trust",
        {
          ...web,
          Principal: { Federated: GITHUB },
          Condition: {
            StringLike: {
              [`${ISSUER}:sub`]: "repo:acme/shop:ref:refs/heads/release/*",
              [`${ISSUER}:aud`]: "sts.amazonaws.com",
            },
          },
        },
      ],
    ],
  );
});
