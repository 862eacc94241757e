import { describeEvasions, ACCOUNT, IAM, like, equals } from "../support/evasions";

const KEYS = `arn:aws:kms:us-east-1:${ACCOUNT}:key`;
const SECRETS = `arn:aws:secretsmanager:us-east-1:${ACCOUNT}`;
const OBJECT = "arn:aws:s3:::orders-files/*";
const read = { Action: "s3:GetObject", Resource: OBJECT };
const pass = { Action: "iam:PassRole", Resource: `${IAM}:role/orders-task` };
const toTasks = equals("iam:PassedToService", "ecs-tasks.amazonaws.com");

describe("the rules on IAM: what would slip past them in identity policies", () => {
  describeEvasions(
    [
      [
        "a pattern for passing",
        "iam-pass-role-to-service",
        "identity",
        { ...pass, Action: "iam:pass*" },
      ],
      [
        "one letter open",
        "iam-pass-role-to-service",
        "identity",
        { ...pass, Action: "IAM:P?ssR?le" },
      ],
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
      [
        "a resource with a blank",
        "iam-policy-valid-document",
        "identity",
        { ...read, Resource: "* " },
      ],
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
    ],
    [
      ["passing one role to tasks", "identity", { ...pass, ...toTasks }],
      [
        "objects of one bucket by a prefix",
        "identity",
        { ...read, Resource: "arn:aws:s3:::orders-*/*" },
      ],
      [
        "a secret with AWS's own ending",
        "identity",
        {
          Action: "secretsmanager:GetSecretValue",
          Resource: `${SECRETS}:secret:/orders/db-??????`,
        },
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
    ],
  );
});
