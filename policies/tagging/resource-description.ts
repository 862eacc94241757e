import type { ResourceValidationPolicy } from "@pulumi/policy";

import { onTypes } from "../resource";

/** What the provider writes when the program says nothing. */
const PLACEHOLDER = /^managed by (pulumi|terraform)$/i;

/** Security groups have a rule of their own, in the network pack. */
export const resourceDescription: ResourceValidationPolicy = {
  name: "resource-description",
  description: "Keys, secrets, roles, policies and parameters say what they are for.",
  enforcementLevel: "advisory",
  severity: "low",
  tags: ["tagging"],
  remediationSteps: "Set description to what the resource is for, and for whom.",
  url: "https://docs.aws.amazon.com/kms/latest/APIReference/API_UpdateKeyDescription.html",
  validateResource: onTypes<{ description?: string }>(
    [
      "aws:kms/key:Key",
      "aws:kms/replicaKey:ReplicaKey",
      "aws:secretsmanager/secret:Secret",
      "aws:iam/role:Role",
      "aws:iam/policy:Policy",
      "aws:ssm/parameter:Parameter",
    ],
    (props, report) => {
      const { description = "" } = props;
      if (description.trim() === "" || PLACEHOLDER.test(description.trim())) {
        report("The resource does not say what it is for: set description.");
      }
    },
  ),
};
