import { iamPolicyNoBroadResourceArn } from "../../policies/least-privilege/iam-policy-no-broad-resource-arn";
import { iamPolicyNoKmsDecryptAllKeys } from "../../policies/least-privilege/iam-policy-no-kms-decrypt-all-keys";
import { iamPolicyNoNotResource } from "../../policies/least-privilege/iam-policy-no-not-resource";
import { iamPolicyNoWildcardResource } from "../../policies/least-privilege/iam-policy-no-wildcard-resource";
import { describeIdentityRule, RawStatement } from "./support/rule-cases";

const HERE = "us-east-1:123456789012";
const KEYS = `arn:aws:kms:${HERE}:key/*`;
const KEY = `arn:aws:kms:${HERE}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
const ALIAS = "alias/order-management-prod";
const VIA = { "kms:ViaService": ["ssm.us-east-1.amazonaws.com"] };

/** What the program itself grants: narrow, though some of it has a wildcard. */
const own: RawStatement[] = [
  { Action: "ecr:GetAuthorizationToken", Resource: "*" },
  {
    Action: [
      "ssmmessages:CreateControlChannel",
      "ssmmessages:CreateDataChannel",
      "ssmmessages:OpenControlChannel",
      "ssmmessages:OpenDataChannel",
    ],
    Resource: "*",
  },
  { Action: "logs:DescribeLogGroups", Resource: "*" },
  {
    Action: "secretsmanager:GetSecretValue",
    Resource: `arn:aws:secretsmanager:${HERE}:secret:/order-management/database/credentials-??????`,
  },
  { Action: "ssm:GetParameters", Resource: `arn:aws:ssm:${HERE}:parameter/order-management/*` },
  {
    Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
    Resource: `arn:aws:logs:${HERE}:log-group:/ecs/x:log-stream:*`,
  },
  { Action: "logs:PutLogEvents", Resource: `arn:aws:logs:${HERE}:log-group:/ecs/x:*` },
  {
    Action: "ecr:BatchGetImage",
    Resource: `arn:aws:ecr:${HERE}:repository/order-management/order-service`,
  },
  {
    Action: "kms:Decrypt",
    Resource: KEYS,
    Condition: {
      "ForAnyValue:StringEquals": { "kms:ResourceAliases": ALIAS },
      StringEquals: VIA,
    },
  },
];

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

const decryptsAll = (resource: string, label = "statement 1") =>
  `[Resource::${resource}] policy: ${label} allows decrypting with every key of ${resource}: name the key, or its alias in a condition.`;

describeIdentityRule(iamPolicyNoKmsDecryptAllKeys, [
  ["reports every key", [{ Action: "kms:Decrypt", Resource: "*" }], [decryptsAll("*")]],
  [
    "reports decrypting by encrypting anew",
    [{ Action: "kms:ReEncryptFrom", Resource: "*" }],
    [decryptsAll("*")],
  ],
  [
    "reports every key of the account, by any pattern that allows decrypting",
    [
      { Sid: "Any", Action: "kms:*", Resource: KEYS },
      { Action: "kms:ReEncrypt*", Resource: KEYS },
      { Action: "kms:D?crypt", Resource: [KEY, KEYS] },
    ],
    [
      decryptsAll(KEYS, 'statement "Any"'),
      decryptsAll(KEYS, "statement 2"),
      decryptsAll(KEYS, "statement 3"),
    ],
  ],
  [
    "accepts one key by the alias that it has",
    [
      {
        Action: "kms:Decrypt",
        Resource: KEYS,
        Condition: { "ForAnyValue:StringEquals": { "kms:ResourceAliases": ALIAS } },
      },
      {
        Action: "kms:Decrypt",
        Resource: KEYS,
        Condition: { StringEquals: { "kms:RequestAlias": [ALIAS] } },
      },
    ],
    [],
  ],
  [
    "reports an alias that is a pattern, that may be absent, or that is ruled out",
    [
      { "ForAnyValue:StringLike": { "kms:ResourceAliases": "alias/*" } },
      { "ForAnyValue:StringLike": { "kms:ResourceAliases": "alias/order-*" } },
      { "ForAllValues:StringEquals": { "kms:ResourceAliases": ALIAS } },
      { "ForAnyValue:StringEqualsIfExists": { "kms:ResourceAliases": ALIAS } },
      { "ForAnyValue:StringNotEquals": { "kms:ResourceAliases": ALIAS } },
    ].map(Condition => ({ Action: "kms:Decrypt", Resource: KEYS, Condition })),
    [1, 2, 3, 4, 5].map(place => decryptsAll(KEYS, `statement ${place}`)),
  ],
  [
    "reports the way of use alone",
    [{ Action: "kms:Decrypt", Resource: KEYS, Condition: { StringEquals: VIA } }],
    [decryptsAll(KEYS)],
  ],
  ["accepts a named key", [{ Action: "kms:Decrypt", Resource: KEY }], []],
  ["accepts what decrypts nothing", [{ Action: "kms:ListAliases", Resource: "*" }], []],
  ["accepts what the program grants", own, []],
]);
