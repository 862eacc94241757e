import type { Principal } from "./document";

/** Whether a principal is a whole account: its root ARN or its twelve digits. */
export function isAccount({ kind, value }: Principal): boolean {
  return kind.toLowerCase() === "aws" && /^(arn:[^:]+:iam::\d{12}:root|\d{12})$/.test(value);
}

/** Whether a principal is everyone, of whichever kind. */
export function isAnyone({ value }: Principal): boolean {
  return value === "*" || /^arn:[^:]*:iam::\*:/.test(value);
}

/** Name of a service principal without domain and region: `logs` of `logs.us-east-1.amazonaws.com`. */
export function serviceName({ kind, value }: Principal): string | undefined {
  return kind.toLowerCase() === "service"
    ? value
        .toLowerCase()
        .replace(/\.amazonaws\.com(\.cn)?$/, "")
        .replace(/\.[a-z]{2}(-[a-z]+)+-\d$/, "")
    : undefined;
}
