import { iamAssumeRoleScoped } from "../../../policies/least-privilege/iam-assume-role-scoped";
import { iamPolicyNoPermissionsManagement } from "../../../policies/least-privilege/iam-policy-no-permissions-management";
import { iamServiceLinkedRoleScoped } from "../../../policies/least-privilege/iam-service-linked-role-scoped";
import { KEY, KEYS, own } from "../support/own-grants";
import { describeIdentityRule, RawStatement } from "../support/rule-cases";

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
    "accepts what lets services deliver their logs, which takes no resource",
    [{ Action: "logs:PutResourcePolicy", Resource: "*" }],
    [],
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
