import type { PolicyResource } from "@pulumi/policy";

import { reaches } from "./iam/grants";
import { peek } from "./known";

const SECRET_TYPE = "aws:secretsmanager/secret:Secret";
const PARAMETER_TYPE = "aws:ssm/parameter:Parameter";

/** Secrets and parameters of a stack, from which containers take values. */
export function sourcesOf(resources: readonly PolicyResource[]): PolicyResource[] {
  return resources.filter(({ type }) => type === SECRET_TYPE || type === PARAMETER_TYPE);
}

/** Actions that read a source, in lower case; ECS calls the first of them. */
export function readActions(source: string): readonly string[] {
  return isSecretArn(source)
    ? ["secretsmanager:getsecretvalue"]
    : ["ssm:getparameters", "ssm:getparameter", "ssm:getparametersbypath"];
}

/**
 * Whether a resource pattern of a policy stands for a `valueFrom`: the ARN of a secret or parameter, or
 * the bare name of a parameter.
 */
export function patternNames(pattern: string, valueFrom: string): boolean {
  if (!valueFrom.startsWith("arn:")) {
    const resource = pattern === "*" ? pattern : pattern.split(":").slice(5).join(":");
    return reaches(resource, `parameter/${valueFrom.replace(/^\//, "")}`);
  }
  // A secret's ARN may be written without the six characters that AWS appends.
  const arn = secretOf(valueFrom);
  return reaches(pattern, arn) || (isSecretArn(arn) && reaches(pattern, `${arn}-000000`));
}

/** Whether a `valueFrom` names a secret or parameter of the stack, some of which may not be known yet. */
export function isSource(valueFrom: string, source: PolicyResource): boolean {
  const { arn, name } = identityOf(source);
  if (source.type === SECRET_TYPE) {
    const named = secretOf(valueFrom);
    return arn !== undefined && (arn === named || arn.replace(/-\w{6}$/, "") === named);
  }
  const parameter = name?.replace(/^\//, "");
  return (
    arn === valueFrom ||
    (parameter !== undefined &&
      (valueFrom.replace(/^\//, "") === parameter || valueFrom.endsWith(`:parameter/${parameter}`)))
  );
}

/** ARN and name of a source, as far as they are known. */
export function identityOf({ props }: PolicyResource): { arn?: string; name?: string } {
  const read = (key: string) => {
    const value = peek(() => props[key] as unknown);
    return typeof value === "string" ? value : undefined;
  };
  return { arn: read("arn"), name: read("name") };
}

function isSecretArn(source: string): boolean {
  return /^arn:[^:]*:secretsmanager:/.test(source);
}

/** ARN of a secret without the key and version that a `valueFrom` may have after it. */
function secretOf(valueFrom: string): string {
  return isSecretArn(valueFrom) ? valueFrom.split(":").slice(0, 7).join(":") : valueFrom;
}
