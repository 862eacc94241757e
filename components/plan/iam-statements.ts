import { Scope } from "./scope";

/** One Allow statement of an identity policy. ARNs are plain strings: known at preview. */
export interface Statement {
  /** Statement id, letters and digits only, unique in its document. */
  sid: string;
  /** Full action names; no wildcard in any of them. */
  actions: readonly string[];
  /** ARNs; `*` alone only for actions that take no resource. */
  resources: readonly string[];
  /** Condition block as IAM writes it: operator, key, value or values. */
  conditions?: Record<string, Record<string, string | readonly string[]>>;
}

/** A policy document in IAM's own JSON. */
export function policyDocument(statements: readonly Statement[]): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: statements.map(({ sid, actions, resources, conditions }) => ({
      Sid: sid,
      Effect: "Allow",
      Action: actions,
      Resource: resources,
      ...(conditions && { Condition: conditions }),
    })),
  });
}

/**
 * A trust policy for one AWS service, which may take the role only on behalf of this account, and
 * of the source given (IAM user guide, "The confused deputy problem").
 */
export function trustPolicy(scope: Scope, servicePrincipal: string, sourceArn?: string): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Service: servicePrincipal },
        Action: "sts:AssumeRole",
        Condition: {
          StringEquals: { "aws:SourceAccount": scope.accountId },
          ...(sourceArn !== undefined && { ArnLike: { "aws:SourceArn": sourceArn } }),
        },
      },
    ],
  });
}

/** Trust policy of a task's roles. */
export function taskTrustPolicy(scope: Scope): string {
  return trustPolicy(scope, "ecs-tasks.amazonaws.com", scope.arn("ecs", "*"));
}

/** Pulls images from the named repositories. The token call takes no resource. */
export function pullImages(scope: Scope, repositories: readonly string[]): Statement[] {
  return [
    { sid: "RegistryToken", actions: ["ecr:GetAuthorizationToken"], resources: ["*"] },
    {
      sid: "PullImages",
      actions: [
        "ecr:BatchCheckLayerAvailability",
        "ecr:BatchGetImage",
        "ecr:GetDownloadUrlForLayer",
      ],
      resources: repositories.map(name => scope.arn("ecr", `repository/${name}`)),
    },
  ];
}

/** Writes to the streams of a log group that begin with `prefix`. */
export function writeLogs(scope: Scope, logGroup: string, prefix: string): Statement {
  return {
    sid: "WriteLogs",
    actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
    resources: [scope.arn("logs", `log-group:${logGroup}:log-stream:${prefix}/*`)],
  };
}

/** Opens the channels that ECS Exec needs; the four actions take no resource. */
export function openExecChannels(): Statement {
  return {
    sid: "OpenExecChannels",
    actions: [
      "ssmmessages:CreateControlChannel",
      "ssmmessages:CreateDataChannel",
      "ssmmessages:OpenControlChannel",
      "ssmmessages:OpenDataChannel",
    ],
    resources: ["*"],
  };
}

/** Writes what is typed in an ECS Exec session to its audit log group. */
export function writeExecLogs(scope: Scope, logGroup: string): Statement[] {
  return [
    { sid: "FindExecLogGroup", actions: ["logs:DescribeLogGroups"], resources: ["*"] },
    {
      sid: "WriteExecLogs",
      actions: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
      resources: [scope.arn("logs", `log-group:${logGroup}:*`)],
    },
  ];
}

/**
 * Decrypts with the key behind an alias. A key's id is not known before it exists, so the grant names
 * the account's keys and narrows them to the one with the alias; `via` narrows it to use through the
 * named services (`ssm`, `secretsmanager`), and none means a direct call.
 */
export function decryptWith(scope: Scope, alias: string, via: readonly string[] = []): Statement {
  return {
    sid: via.length > 0 ? "DecryptSecrets" : "Decrypt",
    actions: ["kms:Decrypt"],
    resources: [scope.arn("kms", "key/*")],
    conditions: {
      "ForAnyValue:StringEquals": { "kms:ResourceAliases": alias },
      ...(via.length > 0 && {
        StringEquals: {
          "kms:ViaService": via.map(service => `${service}.${scope.region}.amazonaws.com`),
        },
      }),
    },
  };
}

/** Reads the parameters with these names, or below these paths when one ends in `/*`. */
export function readParameters(scope: Scope, names: readonly string[]): Statement {
  return {
    sid: "ReadParameters",
    actions: ["ssm:GetParameter", "ssm:GetParameters"],
    // The name's leading slash is the one that the ARN writes after "parameter".
    resources: names.map(name => scope.arn("ssm", `parameter${name}`)),
  };
}

/** Fetches parameters with these names for a container's `secrets`, as ECS does it: many in one call. */
export function fetchParameters(scope: Scope, names: readonly string[]): Statement {
  return { ...readParameters(scope, names), actions: ["ssm:GetParameters"] };
}

/** Reads the secrets with these ARNs, as {@link secretArn} composes them. */
export function readSecrets(arns: readonly string[]): Statement {
  return { sid: "ReadSecrets", actions: ["secretsmanager:GetSecretValue"], resources: arns };
}

/** Reads the secrets that AWS named, by what is known of their ARNs and the tags that they carry. */
export function readTaggedSecrets(arn: string, tags: Readonly<Record<string, string>>): Statement {
  const conditions = Object.entries(tags).map(([tag, value]) => [`aws:ResourceTag/${tag}`, value]);
  return {
    ...readSecrets([arn]),
    sid: "ReadTaggedSecrets",
    conditions: { StringEquals: Object.fromEntries(conditions) as Record<string, string> },
  };
}

/** ARN of a secret by its name; AWS appends a dash and six characters that are not known before. */
export function secretArn(scope: Scope, name: string): string {
  return scope.arn("secretsmanager", `secret:${name}-??????`);
}
