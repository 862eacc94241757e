import { iamPolicyNoBroadResourceArn } from "../../policies/least-privilege/iam-policy-no-broad-resource-arn";
import { iamPolicyNoNotResource } from "../../policies/least-privilege/iam-policy-no-not-resource";
import { iamPolicyNoWildcardResource } from "../../policies/least-privilege/iam-policy-no-wildcard-resource";
import { HERE, KEY, KEYS, own, VIA } from "./support/own-grants";
import { describeIdentityRule } from "./support/rule-cases";

describeIdentityRule(iamPolicyNoWildcardResource, [
  [
    "reports each action that could be limited",
    [
      {
        Sid: "Queue",
        Action: ["sqs:SendMessage", "ecr:GetAuthorizationToken", "s3:*"],
        Resource: [`arn:aws:sqs:${HERE}:orders`, "*"],
      },
    ],
    [
      '[Action::sqs:sendmessage] policy: statement "Queue" allows sqs:sendmessage on every resource: name the ARNs.',
      '[Action::s3:*] policy: statement "Queue" allows s3:* on every resource: name the ARNs.',
    ],
  ],
  ["accepts what the program grants", own, []],
  [
    "reports an action of a service that is not in the data",
    [{ Action: "braket:CreateJob", Resource: "*" }],
    [
      "[Action::braket:createjob] policy: statement 1 allows braket:createjob on every resource: name the ARNs.",
    ],
  ],
  [
    "accepts reads of metrics, which have no ARN",
    [{ Action: ["cloudwatch:GetMetricData", "cloudwatch:ListMetrics"], Resource: "*" }],
    [],
  ],
  [
    "accepts a condition that names the resource",
    [
      {
        Action: "ecs:RunTask",
        Resource: "*",
        Condition: { ArnEquals: { "ecs:cluster": `arn:aws:ecs:${HERE}:cluster/orders` } },
      },
      {
        Action: "cloudwatch:PutMetricData",
        Resource: "*",
        Condition: { StringEquals: { "cloudwatch:namespace": "Orders" } },
      },
      {
        Action: "ec2:DeleteVolume",
        Resource: "*",
        Condition: { StringEquals: { "aws:ResourceTag/Application": ["orders"] } },
      },
    ],
    [],
  ],
  [
    "reports an action under a condition that narrows nothing",
    [
      { Action: "sqs:SendMessage", Condition: { Bool: { "aws:SecureTransport": "true" } } },
      {
        Action: "sqs:SendMessage",
        Condition: { StringEqualsIfExists: { "aws:ResourceTag/Application": "orders" } },
      },
      {
        Action: "sqs:SendMessage",
        Condition: { StringNotEquals: { "aws:ResourceTag/Application": "orders" } },
      },
      {
        Action: "sqs:SendMessage",
        Condition: { StringLike: { "aws:ResourceTag/Application": ["orders", "*"] } },
      },
      {
        Action: "sqs:SendMessage",
        Condition: { "ForAllValues:StringEquals": { "aws:ResourceTag/Application": "orders" } },
      },
    ].map(statement => ({ ...statement, Resource: "*" })),
    [1, 2, 3, 4, 5].map(
      place =>
        `[Action::sqs:sendmessage] policy: statement ${place} allows sqs:sendmessage on every resource: name the ARNs.`,
    ),
  ],
  [
    "leaves listing and describing by a wildcard to the advisory rule",
    [{ Action: "ec2:Describe*", Resource: "*" }],
    [],
  ],
]);

describeIdentityRule(iamPolicyNoBroadResourceArn, [
  [
    "reports all of Route 53's zones, and accepts them by the letter that their ids begin with",
    [
      {
        Sid: "Zones",
        Action: "route53:GetHostedZone",
        Resource: ["arn:aws:route53:::hostedzone/Z*", "arn:aws:route53:::hostedzone/*"],
      },
    ],
    [
      '[Resource::arn:aws:route53:::hostedzone/*] policy: statement "Zones" reaches all of arn:aws:route53:::hostedzone/*: name the resource.',
    ],
  ],
  [
    "accepts all of what AWS alone names and nothing tags, and reports the rest",
    [
      {
        Sid: "Cdn",
        Action: "cloudfront:GetOriginAccessControl",
        Resource: [
          "arn:aws:cloudfront::123456789012:origin-access-control/*",
          "arn:aws:cloudfront::123456789012:response-headers-policy/*",
          "arn:aws:cloudfront::123456789012:distribution/*",
        ],
      },
    ],
    [
      '[Resource::arn:aws:cloudfront::123456789012:distribution/*] policy: statement "Cdn" reaches all of arn:aws:cloudfront::123456789012:distribution/*: name the resource.',
    ],
  ],
  [
    "reports all resources of a type",
    [
      {
        Action: "s3:GetObject",
        Resource: [
          "arn:aws:s3:::*",
          "arn:aws:s3:::*/*",
          `arn:aws:secretsmanager:${HERE}:secret:*`,
          `arn:aws:ssm:${HERE}:parameter/*`,
          `arn:aws:iam::123456789012:role/*`,
          `arn:aws:dynamodb:${HERE}:table/*`,
          `arn:aws:sns:${HERE}:*`,
          `arn:aws:logs:${HERE}:log-group:*:log-stream:*`,
          `arn:aws:elasticloadbalancing:${HERE}:loadbalancer/app/*/*`,
        ],
      },
    ],
    [
      "arn:aws:s3:::*",
      "arn:aws:s3:::*/*",
      `arn:aws:secretsmanager:${HERE}:secret:*`,
      `arn:aws:ssm:${HERE}:parameter/*`,
      `arn:aws:iam::123456789012:role/*`,
      `arn:aws:dynamodb:${HERE}:table/*`,
      `arn:aws:sns:${HERE}:*`,
      `arn:aws:logs:${HERE}:log-group:*:log-stream:*`,
      `arn:aws:elasticloadbalancing:${HERE}:loadbalancer/app/*/*`,
    ].map(
      arn => `[Resource::${arn}] policy: statement 1 reaches all of ${arn}: name the resource.`,
    ),
  ],
  [
    "reports any service or account",
    [
      {
        Sid: "Any",
        Action: "s3:GetObject",
        Resource: ["arn:aws:*:*:*:*", "arn:aws:sqs:us-east-1:*:orders", "arn:*"],
      },
    ],
    ["arn:aws:*:*:*:*", "arn:aws:sqs:us-east-1:*:orders", "arn:*"].map(
      arn => `[Resource::${arn}] policy: statement "Any" reaches all of ${arn}: name the resource.`,
    ),
  ],
  [
    "accepts a name, a prefix, what is below a name, and any region",
    [
      {
        Action: "s3:GetObject",
        Resource: [
          "arn:aws:s3:::orders-files/*",
          "arn:aws:s3:::orders-*",
          `arn:aws:sns:${HERE}:orders-*`,
          `arn:aws:ecs:${HERE}:task/orders/*`,
          `arn:aws:ecs:${HERE}:task-definition/orders:*`,
          `arn:aws:elasticloadbalancing:${HERE}:targetgroup/orders/*`,
          "arn:aws:sqs:*:123456789012:orders",
        ],
      },
    ],
    [],
  ],
  ["accepts what the program grants", own, []],
  [
    "reports a KMS grant by the way the key is used only",
    [{ Action: "kms:Decrypt", Resource: KEYS, Condition: { StringEquals: VIA } }],
    [`[Resource::${KEYS}] policy: statement 1 reaches all of ${KEYS}: name the resource.`],
  ],
]);

describeIdentityRule(iamPolicyNoNotResource, [
  [
    "reports an Allow on all but some",
    [{ Sid: "Most", Action: "s3:GetObject", NotResource: "arn:aws:s3:::secret/*" }],
    [
      '[NotResource] policy: statement "Most" allows all resources but those it names: list the ARNs under Resource.',
    ],
  ],
  [
    "reports it in a list, by place",
    [
      { Action: "s3:GetObject", Resource: "arn:aws:s3:::a/*" },
      { Action: "s3:GetObject", NotResource: ["arn:aws:s3:::b/*", "arn:aws:s3:::c/*"] },
    ],
    [
      "[NotResource] policy: statement 2 allows all resources but those it names: list the ARNs under Resource.",
    ],
  ],
  ["accepts Resource", [{ Action: "s3:GetObject", Resource: "arn:aws:s3:::a/*" }], []],
  ["accepts an empty list", [{ Action: "s3:GetObject", Resource: "*", NotResource: [] }], []],
  ["accepts a guard rail", [{ Effect: "Deny", Action: "*", NotResource: KEY }], []],
]);
