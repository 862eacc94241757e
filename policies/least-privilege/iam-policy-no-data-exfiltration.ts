import type { ResourceValidationPolicy } from "@pulumi/policy";

import { onBroadCalls } from "../iam/broad-calls";
import { DATA_CALLS } from "../iam/sensitive-calls";

/**
 * secretsmanager:BatchGetSecretValue is not among the calls: it takes no resource, and returns only
 * secrets that the caller may get one by one.
 */
export const iamPolicyNoDataExfiltration: ResourceValidationPolicy = {
  name: "iam-policy-no-data-exfiltration",
  description: "No identity policy allows reading every object, secret or parameter.",
  enforcementLevel: "mandatory",
  severity: "critical",
  tags: ["least-privilege"],
  remediationSteps:
    "Name the bucket with a prefix, the secrets and the parameters that the code reads.",
  url: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_iam-policies.html",
  validateResource: onBroadCalls(
    DATA_CALLS,
    (call, reach) => `allows ${call} on ${reach}, which is everything there is: name the ARNs.`,
  ),
};
