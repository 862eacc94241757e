import type { ReportViolation, ResourceValidation } from "@pulumi/policy";

import { eachKnown } from "../known";
import { onTypes } from "../resource";

/** Types that give a managed policy to a role, user or group. */
export const ATTACHMENT_TYPES = [
  "aws:iam/role:Role",
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
  "aws:iam/policyAttachment:PolicyAttachment",
];

interface AttachmentProps {
  policyArn?: string;
  managedPolicyArns?: readonly string[];
}

/** Checks the ARN of each managed policy that resources of some types attach. */
export function onManagedPolicies(
  types: readonly string[],
  check: (arn: string, report: ReportViolation, config: object) => void,
): ResourceValidation {
  return onTypes<AttachmentProps>(types, (props, report, args) => {
    const config = args.getConfig();
    eachKnown(props.managedPolicyArns ?? [], arn => check(arn, report, config));
    if (props.policyArn !== undefined) {
      check(props.policyArn, report, config);
    }
  });
}

/** Name of a policy that AWS manages, with its path; undefined for one of an account's own. */
export function awsManagedPolicy(arn: string): string | undefined {
  return /^arn:[^:]+:iam::aws:policy\/(.+)$/.exec(arn)?.[1];
}

/** Whether an AWS-managed policy gives everything, or everything of a service. */
export function isFullAccess(name: string): boolean {
  const base = name.split("/").pop() ?? "";
  return (
    /^AdministratorAccess/.test(base) ||
    base === "PowerUserAccess" ||
    base === "SystemAdministrator" ||
    /FullAccess(V\d+)?$/.test(base)
  );
}
