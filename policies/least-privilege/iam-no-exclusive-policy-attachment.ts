import type { ResourceValidationPolicy } from "@pulumi/policy";

import { onTypes } from "../resource";

export const iamNoExclusivePolicyAttachment: ResourceValidationPolicy = {
  name: "iam-no-exclusive-policy-attachment",
  description: "No attachment takes a policy away from principals of other stacks.",
  enforcementLevel: "mandatory",
  severity: "high",
  tags: ["least-privilege"],
  remediationSteps: "Use a RolePolicyAttachment for each role.",
  url: "https://www.pulumi.com/registry/packages/aws/api-docs/iam/policyattachment/",
  validateResource: onTypes(["aws:iam/policyAttachment:PolicyAttachment"], (_, report) =>
    report(
      "PolicyAttachment detaches the policy from everyone whom it does not list, in the whole account: use RolePolicyAttachment.",
    ),
  ),
};
