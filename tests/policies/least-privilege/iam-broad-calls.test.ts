import { expect } from "chai";

import { broadReach } from "../../../policies/iam/reach";
import { parseDocument } from "../../../policies/iam/document";
import { iamAssumeRoleScoped } from "../../../policies/least-privilege/iam-assume-role-scoped";
import { iamPolicyNoCredentialsExposure } from "../../../policies/least-privilege/iam-policy-no-credentials-exposure";
import { iamPolicyNoDataExfiltration } from "../../../policies/least-privilege/iam-policy-no-data-exfiltration";
import { iamPolicyNoPermissionsManagement } from "../../../policies/least-privilege/iam-policy-no-permissions-management";
import { iamServiceLinkedRoleScoped } from "../../../policies/least-privilege/iam-service-linked-role-scoped";
import { HERE, KEY, KEYS, own } from "../support/own-grants";
import { describeIdentityRule, document, RawStatement } from "../support/rule-cases";

const tagged = { StringEquals: { "aws:ResourceTag/Application": "orders" } };
const ROLES = "arn:aws:iam::123456789012:role";

const changes = (action: string, reach: string, statement = 1) =>
  `[Action::${action}] policy: statement ${statement} allows ${action}, which changes rights, on ${reach}: name the ARNs.`;

describeIdentityRule(iamPolicyNoPermissionsManagement, [
  [
    "reports each action that changes rights, and no other",
    [
      {
        Action: ["kms:PutKeyPolicy", "s3:PutBucketPolicy", "sqs:SendMessage", "iam:PassRole"],
        Resource: "*",
      },
    ],
    [changes("kms:putkeypolicy", "*"), changes("s3:putbucketpolicy", "*")],
  ],
  [
    "reports one on all resources of a type",
    [{ Action: "kms:CreateGrant", Resource: KEYS }],
    [changes("kms:creategrant", KEYS)],
  ],
  [
    "reports one on all resources but some",
    [{ Action: "iam:AttachRolePolicy", NotResource: `${ROLES}/admin` }],
    [changes("iam:attachrolepolicy", "NotResource")],
  ],
  [
    "reports one that takes no resource",
    [{ Action: "logs:PutResourcePolicy", Resource: "*" }],
    [changes("logs:putresourcepolicy", "*")],
  ],
  [
    "reports a wildcard once",
    [
      { Action: "ecr:*", Resource: "*" },
      { Action: "iam:Put*", Resource: "*" },
    ],
    [changes("ecr:*", "*"), changes("iam:put*", "*", 2)],
  ],
  [
    "accepts wildcards that change no rights",
    [
      { Action: ["ecs:*", "iam:Get*", "sqs:Send*"], Resource: "*" },
      { Action: "nothing:PutPolicy", Resource: "*" },
    ],
    [],
  ],
  ["accepts one key", [{ Action: "kms:PutKeyPolicy", Resource: KEY }], []],
  [
    "accepts what a tag limits",
    [{ Action: "kms:PutKeyPolicy", Resource: "*", Condition: tagged }],
    [],
  ],
  [
    "accepts role changes within a permissions boundary",
    [
      {
        Action: "iam:PutRolePolicy",
        Resource: "*",
        Condition: { StringEquals: { "iam:PermissionsBoundary": `arn:aws:iam::1:policy/limit` } },
      },
    ],
    [],
  ],
  [
    "reports role changes under a boundary that may be absent",
    [
      {
        Action: "iam:PutRolePolicy",
        Resource: "*",
        Condition: {
          StringEqualsIfExists: { "iam:PermissionsBoundary": "arn:aws:iam::1:policy/a" },
        },
      },
    ],
    [changes("iam:putrolepolicy", "*")],
  ],
  ["accepts what the program itself grants", own, []],
]);

const gives = (action: string, reach: string) =>
  `[Action::${action}] policy: statement 1 allows ${action}, which gives out credentials, on ${reach}: name the ARNs.`;

describeIdentityRule(iamPolicyNoCredentialsExposure, [
  [
    "reports a key for every user",
    [{ Action: ["iam:CreateAccessKey", "iam:ListAccessKeys"], Resource: "*" }],
    [gives("iam:createaccesskey", "*")],
  ],
  [
    "reports every user of every database",
    [{ Action: "rds-db:connect", Resource: `arn:aws:rds-db:${HERE}:dbuser:*/*` }],
    [gives("rds-db:connect", `arn:aws:rds-db:${HERE}:dbuser:*/*`)],
  ],
  [
    "reports a wildcard that stands for several, once",
    [{ Action: "sts:Get*", Resource: "*" }],
    [gives("sts:get*", "*")],
  ],
  [
    "accepts one database's user, and all users of one database",
    [
      {
        Action: "rds-db:connect",
        Resource: [
          `arn:aws:rds-db:${HERE}:dbuser:db-ABCDEFGHIJKL/orders`,
          `arn:aws:rds-db:${HERE}:dbuser:db-ABCDEFGHIJKL/*`,
        ],
      },
    ],
    [],
  ],
  [
    "accepts what tells who one is, and the token of the registry",
    [{ Action: ["sts:GetCallerIdentity", "ecr:GetAuthorizationToken"], Resource: "*" }],
    [],
  ],
  ["leaves taking a role to the rule for that", [{ Action: "sts:AssumeRole", Resource: "*" }], []],
  [
    "accepts what a tag limits",
    [{ Action: "elasticache:Connect", Resource: "*", Condition: tagged }],
    [],
  ],
  ["accepts what the program itself grants", own, []],
]);

const reads = (action: string, reach: string) =>
  `[Action::${action}] policy: statement 1 allows ${action} on ${reach}, which is everything there is: name the ARNs.`;

describeIdentityRule(iamPolicyNoDataExfiltration, [
  [
    "reports every object, secret and parameter",
    [
      {
        Action: [
          "s3:GetObject",
          "secretsmanager:GetSecretValue",
          "ssm:GetParametersByPath",
          "s3:PutObject",
        ],
        Resource: "*",
      },
    ],
    [
      reads("s3:getobject", "*"),
      reads("secretsmanager:getsecretvalue", "*"),
      reads("ssm:getparametersbypath", "*"),
    ],
  ],
  [
    "reports all of a type",
    [{ Action: "ssm:GetParameter", Resource: `arn:aws:ssm:${HERE}:parameter/*` }],
    [reads("ssm:getparameter", `arn:aws:ssm:${HERE}:parameter/*`)],
  ],
  [
    "reports every object of every bucket, behind a wildcard",
    [{ Action: "s3:Get*", Resource: "arn:aws:s3:::*/*" }],
    [reads("s3:get*", "arn:aws:s3:::*/*")],
  ],
  [
    "accepts a bucket and a path of parameters",
    [
      { Action: "s3:GetObject", Resource: "arn:aws:s3:::shop-assets/*" },
      { Action: "ssm:GetParameter", Resource: `arn:aws:ssm:${HERE}:parameter/orders/*` },
    ],
    [],
  ],
  [
    "does not take the breadth of one service's ARN for another's",
    [{ Action: ["s3:GetObject", "kms:Decrypt"], Resource: ["arn:aws:s3:::shop-assets/*", KEYS] }],
    [],
  ],
  [
    "accepts listing secrets, and getting many that may be got one by one",
    [
      {
        Action: ["secretsmanager:ListSecrets", "secretsmanager:BatchGetSecretValue"],
        Resource: "*",
      },
    ],
    [],
  ],
  [
    "reports it when the address is all that limits it",
    [
      {
        Action: "s3:GetObject",
        Resource: "*",
        Condition: { IpAddress: { "aws:SourceIp": "203.0.113.0/24" } },
      },
    ],
    [reads("s3:getobject", "*")],
  ],
  ["accepts what the program itself grants", own, []],
]);

const takes = (action: string, reach: string) =>
  `[Action::${action}] policy: statement 1 allows ${action} for ${reach}: name the roles.`;

describeIdentityRule(iamAssumeRoleScoped, [
  [
    "reports every role",
    [{ Action: "sts:AssumeRole", Resource: "*" }],
    [takes("sts:assumerole", "*")],
  ],
  ...[`${ROLES}/*`, "arn:aws:iam::*:role/deploy", "arn:aws:iam::210987654321:*"].map(
    (resource): [string, RawStatement[], string[]] => [
      `reports ${resource}`,
      [{ Action: ["sts:AssumeRole"], Resource: [`${ROLES}/a`, resource] }],
      [takes("sts:assumerole", resource)],
    ],
  ),
  [
    "reports every role but some, and a wildcard in the action",
    [{ Action: "sts:Assume*", NotResource: `${ROLES}/admin` }],
    [takes("sts:assume*", "NotResource")],
  ],
  [
    "accepts a role, a path and a prefix",
    [
      {
        Action: "sts:AssumeRole",
        Resource: [`${ROLES}/a`, `${ROLES}/readers/*`, `${ROLES}/orders-*`],
      },
    ],
    [],
  ],
  [
    "accepts roles by tag",
    [
      {
        Action: "sts:AssumeRole",
        Resource: `${ROLES}/*`,
        Condition: { StringEquals: { "iam:ResourceTag/Application": "orders" } },
      },
    ],
    [],
  ],
  ["accepts what the program itself grants", own, []],
]);

const LINKED = "arn:aws:iam::123456789012:role/aws-service-role";
const anyService =
  "[iam:AWSServiceName] policy: statement 1 allows iam:CreateServiceLinkedRole for any service: add a StringEquals condition on iam:AWSServiceName.";

describeIdentityRule(iamServiceLinkedRoleScoped, [
  [
    "reports every service",
    [{ Action: "iam:CreateServiceLinkedRole", Resource: "*" }],
    [anyService],
  ],
  ...[`${LINKED}/*`, "arn:aws:iam::*:role/aws-service-role/*", `${ROLES}/*`].map(
    (resource): [string, RawStatement[], string[]] => [
      `reports every service of ${resource}`,
      [{ Action: "iam:Create*", Resource: resource }],
      [anyService],
    ],
  ),
  [
    "reports every service but one",
    [{ Action: "iam:CreateServiceLinkedRole", NotResource: `${LINKED}/ecs.amazonaws.com/*` }],
    [anyService],
  ],
  [
    "reports a service that may be absent",
    [
      {
        Action: "iam:CreateServiceLinkedRole",
        Resource: "*",
        Condition: { StringLikeIfExists: { "iam:AWSServiceName": "ecs.amazonaws.com" } },
      },
    ],
    [anyService],
  ],
  [
    "accepts a service in a condition or in the role's path",
    [
      {
        Action: "iam:CreateServiceLinkedRole",
        Resource: "*",
        Condition: { StringLike: { "iam:AWSServiceName": "ecs.amazonaws.com" } },
      },
      {
        Action: "iam:CreateServiceLinkedRole",
        Resource: [`${LINKED}/ecs.amazonaws.com/*`, "arn:aws:iam::*:role/aws-service-role/rds*/*"],
      },
    ],
    [],
  ],
  ["accepts other roles", [{ Action: "iam:CreateRole", Resource: "*" }], []],
]);

describe("the reach of an action", () => {
  const reach = (action: string, statement: RawStatement) =>
    broadReach(parseDocument(document({ Action: action, ...statement }))[0], action);

  it("is of ARNs that the action can be on", () => {
    expect(reach("sts:assumerole", { Resource: `${ROLES}/*` })).to.equal(`${ROLES}/*`);
    expect(reach("s3:getobject", { Resource: KEYS })).to.equal(undefined);
    expect(reach("s3:getobject", { Resource: "arn:aws:*:*:*:*" })).to.equal("arn:aws:*:*:*:*");
    expect(reach("*", { Resource: KEYS })).to.equal(KEYS);
    expect(reach("s3:getobject", { Resource: "arn:*" })).to.equal("arn:*");
  });
});
