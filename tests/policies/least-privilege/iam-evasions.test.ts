import { expect } from "chai";

import { leastPrivilegeRules } from "../../../policies/least-privilege/rules";
import { violations } from "../support/engine";
import { document, RawStatement } from "../support/rule-cases";

const ACCOUNT = "123456789012";
const IAM = `arn:aws:iam::${ACCOUNT}`;
const KEYS = `arn:aws:kms:us-east-1:${ACCOUNT}:key`;
const SECRETS = `arn:aws:secretsmanager:us-east-1:${ACCOUNT}`;
const ISSUER = "token.actions.githubusercontent.com";
const GITHUB = `${IAM}:oidc-provider/${ISSUER}`;
const OBJECT = "arn:aws:s3:::orders-files/*";

/** Places of a policy, by short names. */
const PLACES: Readonly<Record<string, readonly [type: string, property: string]>> = {
  identity: ["aws:iam/rolePolicy:RolePolicy", "policy"],
  trust: ["aws:iam/role:Role", "assumeRolePolicy"],
  bucket: ["aws:s3/bucketPolicy:BucketPolicy", "policy"],
  key: ["aws:kms/key:Key", "policy"],
  replica: ["aws:kms/replicaKey:ReplicaKey", "policy"],
  endpoint: ["aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy", "policy"],
  bus: ["aws:cloudwatch/eventBusPolicy:EventBusPolicy", "policy"],
  table: ["aws:dynamodb/resourcePolicy:ResourcePolicy", "policy"],
};

/** Names of the rules of the pack that report a policy. */
async function reportedBy(place: string, statements: readonly RawStatement[]): Promise<string[]> {
  const [type, property] = PLACES[place];
  const names: string[] = [];
  for (const rule of leastPrivilegeRules) {
    if ("validateResource" in rule) {
      const subject = { type, props: { [property]: document(...statements) } };
      if ((await violations(rule, subject)).length > 0) {
        names.push(rule.name);
      }
    }
  }
  return names;
}

const like = (key: string, ...values: string[]) => ({
  Condition: { StringLike: { [key]: values } },
});
const equals = (key: string, ...values: string[]) => ({
  Condition: { StringEquals: { [key]: values } },
});

const read = { Action: "s3:GetObject", Resource: OBJECT };
const anyone = { ...read, Principal: "*" };
const take = { Action: "sts:AssumeRole" };
const web = { Action: "sts:AssumeRoleWithWebIdentity" };
const root = { ...take, Principal: { AWS: `${IAM}:root` } };
const task = { ...take, Principal: { Service: "ecs-tasks.amazonaws.com" } };
const pass = { Action: "iam:PassRole", Resource: `${IAM}:role/orders-task` };
const toTasks = equals("iam:PassedToService", "ecs-tasks.amazonaws.com");

/** Policies that give away more than they seem to, with the rule that has to see it. */
const EVASIONS: readonly [title: string, rule: string, place: string, statement: RawStatement][] = [
  // Actions.
  [
    "a pattern for passing",
    "iam-pass-role-to-service",
    "identity",
    { ...pass, Action: "iam:pass*" },
  ],
  ["one letter open", "iam-pass-role-to-service", "identity", { ...pass, Action: "IAM:P?ssR?le" }],
  [
    "an action with a blank",
    "iam-policy-valid-document",
    "identity",
    { ...pass, Action: "iam:PassRole " },
  ],
  [
    "an action in wide letters",
    "iam-policy-valid-document",
    "identity",
    { ...pass, Action: "iam:ＰassRole" },
  ],
  [
    "a verb of question marks",
    "iam-policy-no-partial-wildcard-action",
    "identity",
    { ...read, Action: "iam:??????????" },
  ],
  [
    "any verb that is not empty",
    "iam-policy-no-service-wildcard-action",
    "identity",
    { ...read, Action: "s3:?*" },
  ],
  [
    "everything, not empty",
    "iam-policy-no-admin-statement",
    "identity",
    { Action: "?*:*?", Resource: "?*" },
  ],
  // Resources.
  [
    "all roles by the type's beginning",
    "iam-pass-role-scoped",
    "identity",
    { ...pass, Resource: `${IAM}:role*` },
  ],
  [
    "all secrets by the type's beginning",
    "iam-policy-no-data-exfiltration",
    "identity",
    { Action: "secretsmanager:GetSecretValue", Resource: `${SECRETS}:s*` },
  ],
  [
    "all secrets with a dash",
    "iam-policy-no-data-exfiltration",
    "identity",
    { Action: "secretsmanager:GetSecretValue", Resource: `${SECRETS}:secret:*-*` },
  ],
  [
    "all secrets of some length",
    "iam-policy-no-data-exfiltration",
    "identity",
    { Action: "secretsmanager:GetSecretValue", Resource: `${SECRETS}:secret:??????????` },
  ],
  [
    "all buckets with an e",
    "iam-policy-no-data-exfiltration",
    "identity",
    { ...read, Resource: "arn:aws:s3:::*e*" },
  ],
  [
    "all keys by the form of ids",
    "iam-policy-no-kms-decrypt-all-keys",
    "identity",
    { Action: "kms:Decrypt", Resource: `${KEYS}/????????-????-*` },
  ],
  [
    "all keys of several regions",
    "iam-policy-no-kms-decrypt-all-keys",
    "identity",
    { Action: "kms:Decrypt", Resource: `${KEYS}/mrk-*` },
  ],
  [
    "an ARN cut short",
    "iam-policy-no-broad-resource-arn",
    "identity",
    { ...read, Resource: "arn:*" },
  ],
  ["a resource with a blank", "iam-policy-valid-document", "identity", { ...read, Resource: "* " }],
  [
    "a resource that is no ARN",
    "iam-policy-valid-document",
    "identity",
    { ...read, Resource: "orders-files" },
  ],
  [
    "an ARN in capitals",
    "iam-policy-no-broad-resource-arn",
    "identity",
    { ...read, Resource: "ARN:AWS:S3:::*" },
  ],
  // Conditions of identity policies.
  [
    "any value that is not empty",
    "iam-policy-no-wildcard-resource",
    "identity",
    { ...read, Resource: "*", ...like("aws:ResourceTag/Application", "?*") },
  ],
  [
    "any value of some length",
    "iam-policy-no-wildcard-resource",
    "identity",
    { ...read, Resource: "*", ...like("aws:ResourceTag/Application", "??????") },
  ],
  [
    "a tag that is like itself",
    "iam-policy-no-wildcard-resource",
    "identity",
    {
      ...read,
      Resource: "*",
      ...equals("aws:ResourceTag/Application", "${aws:ResourceTag/Application}"),
    },
  ],
  [
    "any cluster",
    "iam-policy-no-wildcard-resource",
    "identity",
    {
      Action: "ecs:StopTask",
      Resource: "*",
      Condition: { ArnLike: { "ecs:cluster": "arn:aws:ecs:*:*:cluster/*" } },
    },
  ],
  [
    "no value at all",
    "iam-policy-no-wildcard-resource",
    "identity",
    { ...read, Resource: "*", ...equals("aws:ResourceTag/Application") },
  ],
  [
    "any of AWS's services",
    "iam-service-linked-role-scoped",
    "identity",
    {
      Action: "iam:CreateServiceLinkedRole",
      Resource: "*",
      ...like("iam:AWSServiceName", "*.amazonaws.com"),
    },
  ],
  [
    "any boundary",
    "iam-policy-no-privilege-escalation",
    "identity",
    {
      Action: "iam:PutRolePolicy",
      Resource: "*",
      Condition: { ArnLike: { "iam:PermissionsBoundary": "arn:*" } },
    },
  ],
  [
    "a boundary that bounds nothing",
    "iam-policy-no-permissions-management",
    "identity",
    {
      Action: "iam:PutRolePolicy",
      Resource: "*",
      ...equals("iam:PermissionsBoundary", "arn:aws:iam::aws:policy/AdministratorAccess"),
    },
  ],
  // Trust policies.
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
  // Policies of resources.
  [
    "anyone among others",
    "resource-policy-no-public-principal",
    "bucket",
    { ...read, Principal: { AWS: ["*", IAM] } },
  ],
  [
    "anyone by another kind",
    "resource-policy-no-public-principal",
    "bucket",
    { ...read, Principal: { Federated: "*" } },
  ],
  [
    "all but one",
    "resource-policy-no-public-principal",
    "bucket",
    { ...read, NotPrincipal: { AWS: `${IAM}:role/eve` } },
  ],
  [
    "two halves of the internet",
    "resource-policy-no-public-principal",
    "bucket",
    { ...anyone, Condition: { IpAddress: { "aws:SourceIp": ["0.0.0.0/1", "128.0.0.0/1"] } } },
  ],
  [
    "an address that is none",
    "resource-policy-no-public-principal",
    "bucket",
    { ...anyone, Condition: { IpAddress: { "aws:SourceIp": "0.0.0.0/x" } } },
  ],
  [
    "anyone with an ARN",
    "resource-policy-no-public-principal",
    "bucket",
    { ...anyone, Condition: { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/orders" } } },
  ],
  [
    "anyone with any ARN",
    "resource-policy-no-public-principal",
    "bucket",
    { ...anyone, Condition: { ArnLike: { "aws:PrincipalArn": "arn:*" } } },
  ],
  [
    "any endpoint of anyone's",
    "resource-policy-no-public-principal",
    "bucket",
    { ...anyone, ...like("aws:SourceVpce", "vpce-*") },
  ],
  [
    "any bucket as the source",
    "resource-policy-no-public-principal",
    "bucket",
    { ...anyone, Condition: { ArnLike: { "aws:SourceArn": "arn:aws:s3:::*" } } },
  ],
  [
    "any role's sessions",
    "resource-policy-no-public-principal",
    "bucket",
    { ...anyone, ...like("aws:userid", "AROA*") },
  ],
  [
    "any account of some length",
    "resource-policy-no-public-principal",
    "bucket",
    { ...anyone, ...like("aws:PrincipalAccount", "????????????") },
  ],
  [
    "any organization's unit",
    "resource-policy-no-public-principal",
    "bucket",
    {
      ...anyone,
      Condition: { "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": "o-*/r-abc/*" } },
    },
  ],
  [
    "an absent account",
    "resource-policy-no-public-principal",
    "bucket",
    { ...anyone, Condition: { "ForAllValues:StringEquals": { "aws:PrincipalAccount": ACCOUNT } } },
  ],
  [
    "anyone on a bus",
    "resource-policy-no-public-principal",
    "bus",
    { ...anyone, Action: "events:PutEvents" },
  ],
  [
    "anyone in a table",
    "resource-policy-no-public-principal",
    "table",
    { ...anyone, Action: "dynamodb:GetItem" },
  ],
  [
    "anything through an endpoint's own policy",
    "resource-policy-no-public-principal",
    "endpoint",
    { Action: "*", Principal: "*", Resource: "*" },
  ],
  [
    "anyone through a service",
    "kms-key-policy-no-wildcard-principal",
    "key",
    {
      Action: "kms:Decrypt",
      Principal: "*",
      Resource: "*",
      ...equals("kms:ViaService", "s3.us-east-1.amazonaws.com"),
    },
  ],
  [
    "any caller's account",
    "kms-key-policy-no-wildcard-principal",
    "key",
    {
      Action: "kms:Decrypt",
      Principal: "*",
      Resource: "*",
      ...like("kms:CallerAccount", "????????????"),
    },
  ],
  [
    "anyone in a copy of a key",
    "kms-key-policy-no-wildcard-principal",
    "replica",
    { Action: "kms:Decrypt", Principal: "*", Resource: "*" },
  ],
  [
    "all that a key can, not empty",
    "kms-key-policy-no-wildcard-action",
    "key",
    { Action: "kms:?*", Principal: { AWS: `${IAM}:role/orders` }, Resource: "*" },
  ],
  [
    "all that any service can",
    "kms-key-policy-no-wildcard-action",
    "key",
    { Action: "k*:*", Principal: { AWS: `${IAM}:role/orders` }, Resource: "*" },
  ],
];

/** Policies that look like those and are narrow: no rule may report them. */
const NARROW: readonly [title: string, place: string, statement: RawStatement][] = [
  ["passing one role to tasks", "identity", { ...pass, ...toTasks }],
  [
    "objects of one bucket by a prefix",
    "identity",
    { ...read, Resource: "arn:aws:s3:::orders-*/*" },
  ],
  [
    "a secret with AWS's own ending",
    "identity",
    { Action: "secretsmanager:GetSecretValue", Resource: `${SECRETS}:secret:/orders/db-??????` },
  ],
  [
    "pipelines, which have no type",
    "identity",
    {
      Action: "codepipeline:StartPipelineExecution",
      Resource: `arn:aws:codepipeline:us-east-1:${ACCOUNT}:orders-*`,
    },
  ],
  [
    "tasks of one cluster",
    "identity",
    {
      Action: "ecs:StopTask",
      Resource: "*",
      Condition: {
        ArnEquals: { "ecs:cluster": `arn:aws:ecs:us-east-1:${ACCOUNT}:cluster/orders` },
      },
    },
  ],
  [
    "what carries the caller's own tag",
    "identity",
    {
      Action: "ecs:StopTask",
      Resource: "*",
      ...equals("aws:ResourceTag/Team", "${aws:PrincipalTag/Team}"),
    },
  ],
  [
    "role changes within a boundary",
    "identity",
    {
      Action: "iam:PutRolePolicy",
      Resource: `${IAM}:role/orders-*`,
      ...equals("iam:PermissionsBoundary", `${IAM}:policy/limit`),
    },
  ],
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
  [
    "one distribution",
    "bucket",
    {
      ...read,
      Principal: { Service: "cloudfront.amazonaws.com" },
      ...equals("aws:SourceArn", `arn:aws:cloudfront::${ACCOUNT}:distribution/E1`),
    },
  ],
  [
    "one bucket as the source",
    "bucket",
    { ...anyone, Condition: { ArnLike: { "aws:SourceArn": "arn:aws:s3:::orders-logs" } } },
  ],
  [
    "roles of one account",
    "bucket",
    { ...anyone, Condition: { ArnLike: { "aws:PrincipalArn": `${IAM}:role/orders-*` } } },
  ],
  [
    "a unit of one organization",
    "bucket",
    {
      ...anyone,
      Condition: { "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": "o-abc/r-abc/*" } },
    },
  ],
  ["sessions of one role", "bucket", { ...anyone, ...like("aws:userid", "AROAEXAMPLE:*") }],
];

describe("the rules on IAM: what would slip past them", () => {
  for (const [title, rule, place, statement] of EVASIONS) {
    it(`${rule} sees ${title} in a ${place} policy`, async () => {
      expect(await reportedBy(place, [statement])).to.include(rule);
    });
  }

  for (const [title, place, statement] of NARROW) {
    it(`none reports ${title} in a ${place} policy`, async () => {
      expect(await reportedBy(place, [statement])).to.deep.equal([]);
    });
  }
});
