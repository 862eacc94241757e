import { glob, hasWildcard } from "./glob";
import { actions as permissionActions } from "./permission-actions.json";
import { actions as wildcardOnly } from "./wildcard-only-actions.json";

/** Actions that change who may do what. */
const PERMISSION_ACTIONS = Object.entries(permissionActions)
  .filter(([, verbs]) => verbs !== "")
  .flatMap(([service, verbs]) => verbs.split(" ").map(verb => `${service}:${verb}`));

/** Verbs of AWS's APIs that only look, all but a few of them: see {@link SENSITIVE_READS}. */
const READ_VERBS = /^(describe|get|list)[a-z0-9]*[*?]/;

/** Calls that return data or credentials, or change something, although their verb sounds harmless. */
export const SENSITIVE_READS: readonly string[] = [
  "backup:listindexedrecoverypointsforsearch",
  "cloudshell:getfiledownloadurls",
  "cognito-identity:getcredentialsforidentity",
  "dynamodb:getitem",
  "dynamodb:getrecords",
  "ec2:getpassworddata",
  "ecr:getauthorizationtoken",
  "kinesis:getrecords",
  "lakeformation:getdataaccess",
  "lambda:getfunction",
  "lightsail:getinstanceaccessdetails",
  "redshift:getclustercredentials",
  "redshift-serverless:getcredentials",
  "s3:getobject",
  "secretsmanager:getsecretvalue",
  "ssm:getparameter",
  "states:getactivitytask",
  "sts:getdelegatedaccesstoken",
  "sts:getfederationtoken",
  "sts:getsessiontoken",
  "sts:getwebidentitytoken",
];

/** Wildcards that AWS's own KMS documentation uses: each stands for two actions of one kind. */
const DOCUMENTED_WILDCARDS = new Set(["kms:generatedatakey*", "kms:reencrypt*"]);

/** Whether an action pattern is a whole service's: `s3:*`. */
export function isServiceWildcard(action: string): boolean {
  return /^[^:*?]+:[*?]*\*[*?]*$/.test(action);
}

/** Whether an action pattern has a wildcard inside its verb, `s3:Get*`, that AWS does not document. */
export function isPartialWildcard(action: string): boolean {
  const [service, verb = ""] = action.split(":");
  return (
    hasWildcard(verb) &&
    !hasWildcard(service) &&
    !isServiceWildcard(action) &&
    !DOCUMENTED_WILDCARDS.has(action)
  );
}

/** Whether a partial wildcard can only stand for calls that look at settings, not at data. */
export function isReadOnlyWildcard(action: string): boolean {
  const verb = action.split(":")[1] ?? "";
  return READ_VERBS.test(verb) && !SENSITIVE_READS.some(read => glob(action, read));
}

/** Whether an action takes no resource, so that `*` is the only way to allow it. */
export function takesNoResource(action: string): boolean {
  const [service, verb = ""] = action.split(":");
  const actions = (wildcardOnly as Record<string, string | undefined>)[service];
  return actions !== undefined && actions.split(" ").includes(verb);
}

/** Whether an action, or one that a pattern stands for, changes who may do what. */
export function changesPermissions(action: string): boolean {
  return PERMISSION_ACTIONS.some(known => glob(action, known));
}

/** Whether one of the statement's patterns allows an action, given in lower case. */
export function allows(patterns: readonly string[], action: string): boolean {
  return patterns.some(pattern => glob(pattern, action));
}
