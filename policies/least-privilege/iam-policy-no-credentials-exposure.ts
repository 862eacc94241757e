import type { ResourceValidationPolicy } from "@pulumi/policy";

import { CREDENTIAL_CALLS } from "../iam/sensitive-calls";
import { onBroadCalls } from "../iam/broad-calls";

/**
 * sts:AssumeRole has a rule of its own, iam-assume-role-scoped. ecr:GetAuthorizationToken is not among
 * the calls: it takes no resource, and its token opens only the repositories that the caller may pull from.
 */
export const iamPolicyNoCredentialsExposure: ResourceValidationPolicy = {
  name: "iam-policy-no-credentials-exposure",
  description: "No identity policy allows getting everybody's credentials.",
  enforcementLevel: "mandatory",
  severity: "critical",
  tags: ["least-privilege"],
  remediationSteps:
    "Name the ARNs, such as arn:aws:rds-db:REGION:ACCOUNT:dbuser:RESOURCE/USER, or remove the action.",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#bp-workloads-use-roles",
  validateResource: onBroadCalls(
    CREDENTIAL_CALLS,
    (call, reach) => `allows ${call}, which gives out credentials, on ${reach}: name the ARNs.`,
  ),
};
