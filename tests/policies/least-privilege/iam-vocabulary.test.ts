import type { RoleArgs, RolePolicyArgs } from "@pulumi/aws/iam";
import type { TopicPolicyArgs } from "@pulumi/aws/sns";

import { iamPolicyValidDocument as rule } from "../../../policies/least-privilege/iam-policy-valid-document";
import { document, RawStatement, ruleCases } from "../support/rule-cases";

const bucket = "arn:aws:s3:::orders-files";
const under = (condition: RawStatement) => ({
  policy: document({ Action: "s3:GetObject", Resource: `${bucket}/*`, Condition: condition }),
});
const allowing = (...actions: string[]) => ({
  policy: document({ Action: actions, Resource: bucket }),
});

describe(`${rule.name}: the words`, () => {
  ruleCases<RolePolicyArgs>(rule, "aws:iam/rolePolicy:RolePolicy", [
    [
      "reports an action that its service does not have",
      allowing("s3:ListObjects", "S3:LISTBUCKET", "s3:Object"),
      [
        "[Action::s3:listobjects] policy: statement 1 names s3:listobjects, which does not exist: look it up among s3's actions.",
        "[Action::s3:object] policy: statement 1 names s3:object, which does not exist: look it up among s3's actions.",
      ],
    ],
    [
      "reports resources that are no ARNs",
      {
        policy: document({
          Action: "s3:GetObject",
          Resource: ["*", "arn:*", `${bucket}/a b`, "orders", "arn:aws:s3", " *", `${bucket} `],
        }),
      },
      ["orders", "arn:aws:s3", " *", `${bucket} `].map(
        resource =>
          `[Resource::${resource}] policy: statement 1 has "${resource}" for a resource: write an ARN, or * for all.`,
      ),
    ],
    [
      "reports a pattern that stands for no action",
      allowing("s3:List*", "s3:Lst*", "s3:GetObject?"),
      [
        "[Action::s3:lst*] policy: statement 1 names s3:lst*, which does not exist: look it up among s3's actions.",
        "[Action::s3:getobject?] policy: statement 1 names s3:getobject?, which does not exist: look it up among s3's actions.",
      ],
    ],
    [
      "reports an action without a service, and one with odd characters",
      allowing("GetObject", "s3:", "s3: GetObject", "s3:GetObject:x", "ｓ3:GetObject", ""),
      ["getobject", "s3:", "s3: getobject", "s3:getobject:x", "ｓ3:getobject", ""].map(
        action =>
          `[Action::${action}] policy: statement 1 has "${action}" for an action: write service:Action.`,
      ),
    ],
    [
      "looks at Deny and NotAction too",
      {
        policy: document(
          { Effect: "Deny", Action: "ecs:StartTasks", Resource: "*" },
          { Effect: "Deny", Sid: "Rest", NotAction: "kms:Decrypts", Resource: "*" },
        ),
      },
      [
        "[Action::ecs:starttasks] policy: statement 1 names ecs:starttasks, which does not exist: look it up among ecs's actions.",
        '[Action::kms:decrypts] policy: statement "Rest" names kms:decrypts, which does not exist: look it up among kms\'s actions.',
      ],
    ],
    [
      "says nothing of services that it does not know, nor of wildcards for all",
      allowing("polly:Sing", "*", "*:*", "s*:GetObject", "sqs:*", "kms:ReEncrypt*"),
      [],
    ],
    [
      "reports an operator that IAM does not have",
      under({
        StringEqual: { "aws:PrincipalOrgID": "o-1" },
        "ForEachValue:StringEquals": { "aws:PrincipalOrgID": "o-1" },
        NullIfExists: { "aws:PrincipalOrgID": "true" },
      }),
      ["stringequal", "foreachvalue:stringequals", "nullifexists"].map(
        operator =>
          `[Operator::${operator}] policy: statement 1 has "${operator}" for a condition operator: use one of IAM's, such as StringEquals.`,
      ),
    ],
    [
      "accepts the operators with what goes before and after them",
      under({
        StringLikeIfExists: { "aws:UserAgent": "*" },
        "ForAnyValue:StringEquals": { "aws:PrincipalOrgPaths": "o-1/r-1/" },
        "ForAllValues:StringLikeIfExists": { "aws:TagKeys": "Owner" },
        Null: { "aws:MultiFactorAuthAge": "false" },
        numericlessthanequals: { "s3:max-keys": "10" },
        NotIpAddress: { "aws:SourceIp": "10.0.0.0/8" },
        BinaryEquals: { "x:y": "QmluYXJ5" },
      }),
      [],
    ],
    [
      "reports a key of AWS's that does not exist, and one that belongs to nobody",
      under({
        StringEquals: {
          "aws:PrincipalOrg": "o-1",
          "aws:ResourceTag/": "x",
          SourceVpce: "vpce-1",
          "": "x",
        },
      }),
      ["aws:principalorg", "aws:resourcetag/", "sourcevpce", ""].map(
        key =>
          `[Key::${key}] policy: statement 1 has a condition on "${key}", which does not exist: look it up among the condition keys.`,
      ),
    ],
    [
      "accepts AWS's keys in any case, tags with any name and keys of services",
      under({
        StringEquals: {
          "AWS:sourcevpce": "vpce-1",
          "aws:ResourceTag/Cost Center": "1",
          "aws:ResourceTag/aws:rds:primaryDBInstanceArn": "arn:x",
          "kms:EncryptionContext:aws:logs:arn": "arn:x",
          "ecs:cluster": "arn:x",
        },
      }),
      [],
    ],
    [
      "reports a condition that is no block",
      under("aws:SourceIp" as unknown as RawStatement),
      [
        "[policy] The document cannot be read, a Condition is not an object: write it as IAM's JSON.",
      ],
    ],
  ]);

  ruleCases<RoleArgs>(rule, "aws:iam/role:Role", [
    [
      "judges trust policies and inline ones, with keys of an identity provider",
      {
        assumeRolePolicy: document({
          Action: "sts:AssumeRoles",
          Principal: { Service: "ecs-tasks.amazonaws.com" },
          Condition: { StringEquals: { "token.actions.githubusercontent.com:sub": "repo:a/b" } },
        }),
        inlinePolicies: [allowing("s3:GetObjects")],
      },
      [
        "[Action::s3:getobjects] inlinePolicies[0].policy: statement 1 names s3:getobjects, which does not exist: look it up among s3's actions.",
        "[Action::sts:assumeroles] assumeRolePolicy: statement 1 names sts:assumeroles, which does not exist: look it up among sts's actions.",
      ],
    ],
  ]);

  ruleCases<TopicPolicyArgs>(rule, "aws:sns/topicPolicy:TopicPolicy", [
    [
      "judges the policies of resources",
      {
        policy: document({
          Action: "sns:Publishing",
          Principal: { Service: "events.amazonaws.com" },
          Resource: "arn:aws:sns:us-east-1:123456789012:orders",
        }),
      },
      [
        "[Action::sns:publishing] policy: statement 1 names sns:publishing, which does not exist: look it up among sns's actions.",
      ],
    ],
  ]);
});
