import { allow, drop, Mutant, set, statement } from "./mutant";

const identity = { pack: "least-privilege", type: "iam/rolePolicy:RolePolicy" } as const;
const trust = { pack: "least-privilege", type: "iam/role:Role" } as const;
const ANYTHING = "*";

/** Mistakes in what roles may do and who may take them. */
export const iamMutants: readonly Mutant[] = [
  {
    ...identity,
    id: "admin-statement",
    mistake: "a task's role may do everything",
    rule: "iam-policy-no-admin-statement",
    change: allow("policy", { Action: ANYTHING, Resource: ANYTHING }),
  },
  {
    ...identity,
    id: "service-wildcard",
    mistake: "an action is widened to a whole service",
    rule: "iam-policy-no-service-wildcard-action",
    change: allow("policy", { Action: "s3:*", Resource: "arn:aws:s3:::one-bucket" }),
  },
  {
    ...identity,
    id: "partial-wildcard",
    mistake: "an action is widened to all writes of a kind",
    rule: "iam-policy-no-partial-wildcard-action",
    change: allow("policy", { Action: "s3:Put*", Resource: "arn:aws:s3:::one-bucket/*" }),
  },
  {
    ...identity,
    id: "read-wildcard",
    mistake: "an action is widened to all descriptions",
    rule: "iam-policy-no-read-wildcard-action",
    change: allow("policy", {
      Action: "ecs:Describe*",
      Resource: "arn:aws:ecs:us-east-1:123456789012:service/one/two",
    }),
  },
  {
    ...identity,
    id: "resource-widened",
    mistake: "a grant's resource is widened to everything",
    rule: "iam-policy-no-wildcard-resource",
    change: allow("policy", { Action: "sqs:SendMessage", Resource: ANYTHING }),
  },
  {
    ...identity,
    id: "every-secret",
    mistake: "a task may read every secret of the account",
    rule: "iam-policy-no-broad-resource-arn",
    change: allow("policy", {
      Action: "secretsmanager:GetSecretValue",
      Resource: "arn:aws:secretsmanager:us-east-1:123456789012:secret:*",
    }),
  },
  {
    ...identity,
    id: "data-everywhere",
    mistake: "a task may read the objects of every bucket",
    rule: "iam-policy-no-data-exfiltration",
    change: allow("policy", { Action: "s3:GetObject", Resource: ANYTHING }),
  },
  {
    ...identity,
    id: "not-action",
    mistake: "all actions but one are allowed",
    rule: "iam-policy-no-not-action",
    change: allow("policy", { NotAction: "iam:*", Resource: "arn:aws:s3:::one-bucket" }),
  },
  {
    ...identity,
    id: "not-resource",
    mistake: "an action is allowed on all resources but one",
    rule: "iam-policy-no-not-resource",
    change: allow("policy", { Action: "s3:GetObject", NotResource: "arn:aws:s3:::one-bucket/*" }),
  },
  {
    ...identity,
    id: "pass-any-role",
    mistake: "any role may be passed",
    rule: "iam-pass-role-scoped",
    change: allow("policy", {
      Action: "iam:PassRole",
      Resource: ANYTHING,
      Condition: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
    }),
  },
  {
    ...identity,
    id: "pass-role-to-anyone",
    mistake: "a role may be passed to any service",
    rule: "iam-pass-role-to-service",
    change: allow("policy", {
      Action: "iam:PassRole",
      Resource: "arn:aws:iam::123456789012:role/one",
    }),
  },
  {
    ...identity,
    id: "escalation",
    mistake: "a task may start tasks with other roles",
    rule: "iam-policy-no-privilege-escalation",
    change: allow("policy", {
      Action: ["iam:PassRole", "ecs:RegisterTaskDefinition", "ecs:RunTask"],
      Resource: ANYTHING,
    }),
  },
  {
    ...identity,
    id: "decrypt-everything",
    mistake: "a task may decrypt with every key",
    rule: "iam-policy-no-kms-decrypt-all-keys",
    change: allow("policy", { Action: "kms:Decrypt", Resource: ANYTHING }),
  },
  {
    ...identity,
    id: "manage-permissions",
    mistake: "a task may change the policies of buckets",
    rule: "iam-policy-no-permissions-management",
    change: allow("policy", { Action: "s3:PutBucketPolicy", Resource: ANYTHING }),
  },
  {
    ...identity,
    id: "assume-any-role",
    mistake: "a task may take any role",
    rule: "iam-assume-role-scoped",
    change: allow("policy", { Action: "sts:AssumeRole", Resource: ANYTHING }),
  },
  {
    ...identity,
    id: "credentials",
    mistake: "a task may make access keys",
    rule: "iam-policy-no-credentials-exposure",
    change: allow("policy", { Action: "iam:CreateAccessKey", Resource: ANYTHING }),
  },
  {
    ...identity,
    id: "old-version",
    mistake: "a policy is written in the old language",
    rule: "iam-policy-valid-document",
    change: props => {
      props.policy = JSON.stringify({ ...JSON.parse(props.policy), Version: "2008-10-17" });
    },
  },
  {
    ...identity,
    id: "misspelt-action",
    mistake: "an action does not exist",
    rule: "iam-policy-valid-document",
    change: allow("policy", { Action: "s3:GetObjet", Resource: "arn:aws:s3:::one-bucket/*" }),
  },
  {
    ...trust,
    id: "trust-anyone",
    mistake: "anybody may take a role",
    rule: "iam-trust-no-wildcard-principal",
    change: statement("assumeRolePolicy", trusted => {
      trusted.Principal = { AWS: ANYTHING };
      delete trusted.Condition;
    }),
  },
  {
    ...trust,
    id: "trust-account",
    mistake: "a whole account may take a role",
    rule: "iam-trust-no-account-root",
    change: statement("assumeRolePolicy", trusted => {
      trusted.Principal = { AWS: "arn:aws:iam::999999999999:root" };
      delete trusted.Condition;
    }),
  },
  {
    ...trust,
    id: "trust-not-principal",
    mistake: "all but one may take a role",
    rule: "iam-trust-no-not-principal",
    change: statement("assumeRolePolicy", trusted => {
      trusted.NotPrincipal = { AWS: "arn:aws:iam::123456789012:role/one" };
      delete trusted.Principal;
    }),
  },
  {
    ...trust,
    id: "confused-deputy",
    mistake: "ECS may take a role for any account",
    rule: "iam-trust-confused-deputy",
    where: ({ inputs }) => inputs.assumeRolePolicy?.includes("ecs-tasks.amazonaws.com"),
    change: statement("assumeRolePolicy", trusted => delete trusted.Condition),
  },
  {
    ...trust,
    id: "administrator",
    mistake: "a role gets AWS's administrator policy",
    rule: "iam-no-administrator-access",
    change: set("managedPolicyArns", ["arn:aws:iam::aws:policy/AdministratorAccess"]),
  },
  {
    ...trust,
    id: "long-session",
    mistake: "a session of a role lasts twelve hours",
    rule: "iam-role-max-session-duration",
    change: set("maxSessionDuration", 43_200),
  },
  {
    pack: "least-privilege",
    type: "ecs/taskDefinition:TaskDefinition",
    id: "no-task-role",
    mistake: "a task's code has no role of its own",
    rule: "ecs-task-definition-task-role",
    change: drop("taskRoleArn"),
  },
  {
    pack: "least-privilege",
    type: "ecs/taskDefinition:TaskDefinition",
    id: "one-role",
    mistake: "a task's code runs with the role that starts it",
    rule: "ecs-task-definition-task-role",
    change: props => (props.taskRoleArn = props.executionRoleArn),
  },
];
