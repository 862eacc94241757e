import type { ResourceValidationPolicy } from "@pulumi/policy";

import { isVastRange } from "../iam/public-access";
import { onIdentityStatements } from "../iam/statements";

/** Such a condition looks like a limit and is none: whoever reads the policy takes it for narrow. */
export const iamPolicyNoPublicCondition: ResourceValidationPolicy = {
  name: "iam-policy-no-public-condition",
  description: "No condition of an identity policy lets every address through.",
  enforcementLevel: "mandatory",
  severity: "medium",
  tags: ["least-privilege"],
  remediationSteps:
    "Name the ranges that calls come from under aws:SourceIp, or remove the condition.",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-sourceip",
  validateResource: onIdentityStatements(({ conditions }) =>
    conditions
      .filter(({ operator, key }) => /(^|:)ipaddress/.test(operator) && key === "aws:sourceip")
      .flatMap(({ values }) => values.filter(isVastRange))
      .map(range => ({
        id: `aws:SourceIp::${range}`,
        problem: `has a condition on aws:SourceIp that lets ${range} through: name your own ranges.`,
      })),
  ),
};
