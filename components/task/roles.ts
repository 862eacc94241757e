import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { SecretRef } from "../link";
import {
  decryptWith,
  fetchParameters,
  openExecChannels,
  policyDocument,
  pullImages,
  readSecrets,
  readTaggedSecrets,
  Statement,
  taskTrustPolicy,
  writeExecLogs,
  writeLogs,
} from "../plan/iam-statements";
import { unique } from "../plan/lists";
import { fitName } from "../plan/names";
import { Scope } from "../plan/scope";

/** What a task's two roles must allow. */
export interface TaskRolesArgs {
  scope: Scope;
  /** The task's name: log stream prefix and part of the roles' names. */
  task: string;
  /** Repositories that the task's images come from. */
  repositories: readonly string[];
  /** The log group that the task writes to. */
  logGroupName: string;
  /** Values that ECS fetches for the container. */
  secrets: readonly SecretRef[];
  /** What the task's own code may do. */
  statements: readonly Statement[];
  /** Log group of ECS Exec sessions and the alias of their key, where Exec is on. */
  exec?: { logGroupName: string; keyAlias: string };
}

/** A task's two roles. */
export interface TaskRoles {
  /** ECS's own, to start the task. */
  execution: aws.iam.Role;
  /** The code's. */
  task: aws.iam.Role;
  /** Name of the code's, known at preview. */
  taskRoleName: string;
  /** Their policies, which must exist before a task starts. */
  policies: readonly pulumi.Resource[];
}

/**
 * Makes a task's execution role (pull these images, write these streams, fetch these secrets) and
 * task role (what its links and permissions grant). All documents are plain JSON at preview.
 */
export function createTaskRoles(
  name: string,
  args: TaskRolesArgs,
  opts: pulumi.CustomResourceOptions,
): TaskRoles {
  const execution = createRole(`${name}-execution`, "execution", args, opts);
  const task = createRole(`${name}-task`, "task", args, opts);
  const policies = [
    attach(`${name}-execution`, execution, executionStatements(args), opts),
    ...attachIfAny(`${name}-task`, task, taskStatements(args), opts),
  ];
  return { execution, task, taskRoleName: roleName(args.scope, args.task, "task"), policies };
}

function createRole(
  name: string,
  kind: "execution" | "task",
  args: TaskRolesArgs,
  opts: pulumi.CustomResourceOptions,
): aws.iam.Role {
  const { scope, task } = args;
  return new aws.iam.Role(
    name,
    {
      name: roleName(scope, task, kind),
      description:
        kind === "execution" ? `Lets ECS start ${task}` : `What the code of ${task} may do in AWS`,
      assumeRolePolicy: taskTrustPolicy(scope),
    },
    opts,
  );
}

function roleName(scope: Scope, task: string, kind: "execution" | "task"): string {
  return fitName("IAM role", scope.name(`${task}-${kind}`));
}

/** Names of a task's two roles, known at preview, for those who may pass them on. */
export function taskRoleNames(scope: Scope, task: string): string[] {
  return [roleName(scope, task, "execution"), roleName(scope, task, "task")];
}

/** What ECS does on the task's behalf before and while it runs. */
export function executionStatements(args: TaskRolesArgs): Statement[] {
  const { scope, task, repositories, logGroupName, secrets } = args;
  const parameters = secrets.flatMap(s => (s.kind === "parameter" ? [s.name] : []));
  const arns = secrets.flatMap(s => (s.kind === "secret" && !s.tags ? [s.arn] : []));
  return [
    ...pullImages(scope, repositories),
    writeLogs(scope, logGroupName, task),
    ...(parameters.length > 0 ? [fetchParameters(scope, unique(parameters))] : []),
    ...(arns.length > 0 ? [readSecrets(unique(arns))] : []),
    ...taggedSecretStatements(secrets),
    ...decryptStatements(scope, secrets),
  ];
}

/** One statement for each, since tags are conditions. */
function taggedSecretStatements(secrets: readonly SecretRef[]): Statement[] {
  const statements = secrets.flatMap(s =>
    s.kind === "secret" && s.tags ? [readTaggedSecrets(s.arn, s.tags)] : [],
  );
  // IAM refuses a document in which two statements have one id.
  return statements.map((statement, index) => ({
    ...statement,
    sid: `${statement.sid}${index > 0 ? index + 1 : ""}`,
  }));
}

/** One statement for each key, through the services that keep what it encrypts and no other. */
function decryptStatements(scope: Scope, secrets: readonly SecretRef[]): Statement[] {
  const aliases = unique(secrets.flatMap(s => (s.keyAlias === undefined ? [] : [s.keyAlias])));
  return aliases.map((alias, index) => {
    const kinds = secrets.filter(s => s.keyAlias === alias).map(s => s.kind);
    const via = unique(kinds.map(kind => (kind === "secret" ? "secretsmanager" : "ssm"))).sort();
    // IAM refuses a document in which two statements have one id.
    return {
      ...decryptWith(scope, alias, via),
      sid: `DecryptSecrets${index > 0 ? index + 1 : ""}`,
    };
  });
}

/** What the code may do, and what an operator's shell in the container needs. */
export function taskStatements({ scope, statements, exec }: TaskRolesArgs): Statement[] {
  if (exec === undefined) {
    return [...statements];
  }
  return [
    ...statements,
    openExecChannels(),
    ...writeExecLogs(scope, exec.logGroupName),
    { ...decryptWith(scope, exec.keyAlias), sid: "DecryptExecSession" },
  ];
}

function attach(
  name: string,
  role: aws.iam.Role,
  statements: readonly Statement[],
  opts: pulumi.CustomResourceOptions,
): aws.iam.RolePolicy {
  return new aws.iam.RolePolicy(
    name,
    { role: role.name, policy: policyDocument(statements) },
    opts,
  );
}

/** IAM refuses a policy without statements. */
function attachIfAny(
  name: string,
  role: aws.iam.Role,
  statements: readonly Statement[],
  opts: pulumi.CustomResourceOptions,
): aws.iam.RolePolicy[] {
  return statements.length > 0 ? [attach(name, role, statements, opts)] : [];
}
