import { iamPolicyNoAdminStatement } from "../../policies/least-privilege/iam-policy-no-admin-statement";
import { iamPolicyNoNotAction } from "../../policies/least-privilege/iam-policy-no-not-action";
import { iamPolicyNoPartialWildcardAction } from "../../policies/least-privilege/iam-policy-no-partial-wildcard-action";
import { iamPolicyNoReadWildcardAction } from "../../policies/least-privilege/iam-policy-no-read-wildcard-action";
import { iamPolicyNoServiceWildcardAction } from "../../policies/least-privilege/iam-policy-no-service-wildcard-action";
import { describeIdentityRule } from "./support/rule-cases";

const BUCKET = "arn:aws:s3:::orders-files";

describeIdentityRule(iamPolicyNoAdminStatement, [
  [
    "reports every action on every resource",
    [{ Sid: "All", Action: "*", Resource: "*" }],
    [
      '[Action::*] policy: statement "All" allows every action on every resource: name the actions and the ARNs.',
    ],
  ],
  [
    "reports it in any spelling, among others, by the statement's place",
    [
      { Action: "s3:GetObject", Resource: `${BUCKET}/*` },
      { Action: ["s3:GetObject", "*:*"], Resource: [BUCKET, "**"], Condition: {} },
    ],
    [
      "[Action::*:*] policy: statement 2 allows every action on every resource: name the actions and the ARNs.",
    ],
  ],
  [
    "reports it under a condition",
    [
      {
        Action: "*",
        Resource: "*",
        Condition: { StringEquals: { "aws:RequestedRegion": "us-east-1" } },
      },
    ],
    [
      "[Action::*] policy: statement 1 allows every action on every resource: name the actions and the ARNs.",
    ],
  ],
  ["accepts every action on a named resource", [{ Action: "*", Resource: BUCKET }], []],
  ["accepts all actions of a service", [{ Action: "s3:*", Resource: "*" }], []],
  ["accepts one action on every resource", [{ Action: "s3:ListBucket", Resource: "*" }], []],
]);

describeIdentityRule(iamPolicyNoServiceWildcardAction, [
  [
    "reports all actions of a service, each by itself",
    [{ Sid: "Files", Action: ["s3:*", "SQS:**", "s3:GetObject"], Resource: BUCKET }],
    [
      '[Action::s3:*] policy: statement "Files" allows every s3 action: name the ones that are needed.',
      '[Action::sqs:**] policy: statement "Files" allows every sqs action: name the ones that are needed.',
    ],
  ],
  [
    "reports every action on a named resource",
    [{ Action: "*", Resource: BUCKET }],
    ["[Action::*] policy: statement 1 allows every action: name the ones that are needed."],
  ],
  [
    "leaves every action on every resource to the rule for that",
    [{ Action: "*", Resource: "*" }],
    [],
  ],
  ["accepts named actions", [{ Action: ["s3:GetObject", "s3:PutObject"], Resource: BUCKET }], []],
  ["accepts a part of a service", [{ Action: "s3:Get*", Resource: BUCKET }], []],
]);

describeIdentityRule(iamPolicyNoPartialWildcardAction, [
  [
    "reports writes and reads of data by a wildcard",
    [{ Sid: "Files", Action: ["s3:Put*", "s3:GetObj*", "s3:Ge?Object"], Resource: BUCKET }],
    [
      '[Action::s3:put*] policy: statement "Files" allows s3:put*, which can change things or read data: name the actions.',
      '[Action::s3:getobj*] policy: statement "Files" allows s3:getobj*, which can change things or read data: name the actions.',
      '[Action::s3:ge?object] policy: statement "Files" allows s3:ge?object, which can change things or read data: name the actions.',
    ],
  ],
  [
    "reports a verb that is all but open",
    [{ Action: "secretsmanager:Get*", Resource: BUCKET }],
    [
      "[Action::secretsmanager:get*] policy: statement 1 allows secretsmanager:get*, which can change things or read data: name the actions.",
    ],
  ],
  [
    "accepts the two wildcards that AWS documents",
    [{ Action: ["kms:GenerateDataKey*", "kms:ReEncrypt*"], Resource: BUCKET }],
    [],
  ],
  [
    "leaves listing and describing to the advisory rule",
    [{ Action: "ecs:List*", Resource: "*" }],
    [],
  ],
  ["leaves a whole service to the rule for that", [{ Action: "s3:*", Resource: BUCKET }], []],
  ["accepts named actions", [{ Action: "s3:GetObject", Resource: BUCKET }], []],
]);

describeIdentityRule(iamPolicyNoReadWildcardAction, [
  [
    "reports listing and describing by a wildcard",
    [{ Action: ["ec2:Describe*", "ecs:ListTask*"], Resource: "*" }],
    [
      "[Action::ec2:describe*] policy: statement 1 allows ec2:describe*: name the actions.",
      "[Action::ecs:listtask*] policy: statement 1 allows ecs:listtask*: name the actions.",
    ],
  ],
  [
    "reports reading settings",
    [{ Sid: "Look", Action: "elasticache:GetA*", Resource: BUCKET }],
    [
      '[Action::elasticache:geta*] policy: statement "Look" allows elasticache:geta*: name the actions.',
    ],
  ],
  ["leaves reads of data to the mandatory rule", [{ Action: "s3:Get*", Resource: BUCKET }], []],
  ["leaves writes to the mandatory rule", [{ Action: "ecs:Update*", Resource: BUCKET }], []],
  ["accepts named actions", [{ Action: "ec2:DescribeVpcs", Resource: "*" }], []],
]);

describeIdentityRule(iamPolicyNoNotAction, [
  [
    "reports an Allow of all but some",
    [{ Sid: "Most", NotAction: "iam:*", Resource: BUCKET }],
    [
      '[NotAction] policy: statement "Most" allows all actions but those it names: list the allowed ones under Action.',
    ],
  ],
  [
    "reports it once a statement",
    [
      { NotAction: ["iam:*", "kms:*"], Resource: BUCKET },
      { NotAction: "s3:*", Resource: BUCKET },
    ],
    [
      "[NotAction] policy: statement 1 allows all actions but those it names: list the allowed ones under Action.",
      "[NotAction] policy: statement 2 allows all actions but those it names: list the allowed ones under Action.",
    ],
  ],
  ["accepts Action", [{ Action: "s3:GetObject", Resource: BUCKET }], []],
  ["accepts a guard rail", [{ Effect: "Deny", NotAction: "s3:GetObject", Resource: "*" }], []],
  ["accepts an empty list", [{ Action: "s3:GetObject", NotAction: [], Resource: BUCKET }], []],
]);
