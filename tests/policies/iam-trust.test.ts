import type { RoleArgs } from "@pulumi/aws/iam";

import { iamTrustConfusedDeputy } from "../../policies/least-privilege/iam-trust-confused-deputy";
import { iamTrustNoAccountRoot } from "../../policies/least-privilege/iam-trust-no-account-root";
import { iamTrustNoWildcardPrincipal } from "../../policies/least-privilege/iam-trust-no-wildcard-principal";
import { unknownValue } from "./support/engine";
import { describeRule, document, Props, RawStatement } from "./support/rule-cases";

const ROLE = "aws:iam/role:Role";
const trust = (...statements: RawStatement[]): Props<RoleArgs> => ({
  assumeRolePolicy: document(
    ...statements.map(statement => ({ Action: "sts:AssumeRole", ...statement })),
  ),
});
const tasks = { Principal: { Service: "ecs-tasks.amazonaws.com" } };
const fromHere = { StringEquals: { "aws:SourceAccount": "123456789012" } };
const organization = { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } };

/** Cases that hold for every rule on trust policies. */
const common: [string, Props<RoleArgs>, string[]][] = [
  ["accepts a task's role", trust({ ...tasks, Condition: fromHere }), []],
  ["says nothing of a document that is not known yet", { assumeRolePolicy: unknownValue }, []],
  [
    "says nothing about Deny",
    trust({
      Effect: "Deny",
      Principal: {
        AWS: ["*", "123456789012"],
        Service: "ecs-tasks.amazonaws.com",
      },
    }),
    [],
  ],
];

describeRule<RoleArgs>(iamTrustNoWildcardPrincipal, ROLE, [
  [
    "reports anyone",
    trust({ Sid: "All", Principal: "*" }),
    [
      '[Principal::AWS:*] assumeRolePolicy: statement "All" lets AWS * take the role: name the principals.',
    ],
  ],
  [
    "reports anyone among others, and any account",
    trust({
      Principal: { AWS: ["arn:aws:iam::123456789012:role/a", "*", "arn:aws:iam::*:role/a"] },
    }),
    [
      "[Principal::AWS:*] assumeRolePolicy: statement 1 lets AWS * take the role: name the principals.",
      "[Principal::AWS:arn:aws:iam::*:role/a] assumeRolePolicy: statement 1 lets AWS arn:aws:iam::*:role/a take the role: name the principals.",
    ],
  ],
  [
    "reports any service",
    trust({ Principal: { Service: "*" }, Condition: fromHere }),
    [
      "[Principal::Service:*] assumeRolePolicy: statement 1 lets Service * take the role: name the principals.",
    ],
  ],
  ["accepts anyone of an organization", trust({ Principal: "*", Condition: organization }), []],
  [
    "reports anyone under an external id alone",
    trust({ Principal: "*", Condition: { StringEquals: { "sts:ExternalId": "abc" } } }),
    [
      "[Principal::AWS:*] assumeRolePolicy: statement 1 lets AWS * take the role: name the principals.",
    ],
  ],
  ...common,
]);

const everyoneIn = (account: string) =>
  `[Principal::AWS:${account}] assumeRolePolicy: statement 1 lets everyone in ${account} take the role: name the role, or add a condition on sts:ExternalId.`;

describeRule<RoleArgs>(iamTrustNoAccountRoot, ROLE, [
  [
    "reports an account by its root and by its number",
    trust({ Principal: { AWS: ["arn:aws:iam::123456789012:root", "210987654321"] } }),
    [everyoneIn("arn:aws:iam::123456789012:root"), everyoneIn("210987654321")],
  ],
  [
    "reports a condition that may be absent",
    trust({
      Principal: { AWS: "210987654321" },
      Condition: { StringEqualsIfExists: { "sts:ExternalId": "abc" } },
    }),
    [everyoneIn("210987654321")],
  ],
  ...[
    { StringEquals: { "sts:ExternalId": "abc" } },
    { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::210987654321:role/deploy" } },
    organization,
  ].map(
    Condition =>
      [
        `accepts ${JSON.stringify(Condition)}`,
        trust({ Principal: { AWS: "210987654321" }, Condition }),
        [],
      ] as [string, Props<RoleArgs>, string[]],
  ),
  ["accepts a role", trust({ Principal: { AWS: "arn:aws:iam::123456789012:role/a" } }), []],
  ...common,
]);

const anyAccount = (service: string) =>
  `[Principal::Service:${service}] assumeRolePolicy: statement 1 lets ${service} take the role for any account: add a condition on aws:SourceAccount.`;

describeRule<RoleArgs>(iamTrustConfusedDeputy, ROLE, [
  ...[
    "backup",
    "cloudformation",
    "codebuild",
    "codedeploy",
    "codepipeline",
    "events",
    "firehose",
    "scheduler",
    "states",
  ].map((service): [string, Props<RoleArgs>, string[]] => [
    `reports ${service} without condition`,
    trust({ Principal: { Service: `${service}.amazonaws.com` } }),
    [anyAccount(`${service}.amazonaws.com`)],
  ]),
  [
    "accepts an organization's accounts",
    trust({ ...tasks, Condition: { StringEquals: { "aws:SourceOrgID": "o-a1b2c3d4e5" } } }),
    [],
  ],
  [
    "reports a task's role without condition",
    trust(tasks),
    [anyAccount("ecs-tasks.amazonaws.com")],
  ],
  [
    "reports each service, in a region too",
    trust({
      Principal: {
        Service: [
          "monitoring.rds.amazonaws.com",
          "codedeploy.us-east-1.amazonaws.com",
          "ec2.amazonaws.com",
          "vpc-flow-logs.amazonaws.com",
        ],
      },
    }),
    [
      anyAccount("monitoring.rds.amazonaws.com"),
      anyAccount("codedeploy.us-east-1.amazonaws.com"),
      anyAccount("vpc-flow-logs.amazonaws.com"),
    ],
  ],
  [
    "reports a source in any account",
    trust({ ...tasks, Condition: { ArnLike: { "aws:SourceArn": "arn:aws:ecs:us-east-1:*:*" } } }),
    [anyAccount("ecs-tasks.amazonaws.com")],
  ],
  [
    "reports any account",
    trust({ ...tasks, Condition: { StringLike: { "aws:SourceAccount": "*" } } }),
    [anyAccount("ecs-tasks.amazonaws.com")],
  ],
  [
    "accepts a source of this account",
    trust({
      ...tasks,
      Condition: { ArnLike: { "aws:SourceArn": "arn:aws:ecs:us-east-1:123456789012:*" } },
    }),
    [],
  ],
  [
    "accepts a service that acts for nobody else",
    trust({ Principal: { Service: "ec2.amazonaws.com" } }),
    [],
  ],
  ...common,
]);
