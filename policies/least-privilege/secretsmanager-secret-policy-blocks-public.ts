import type { ResourceValidationPolicy } from "@pulumi/policy";

import { isSet } from "../known";
import { fixOn, onTypes } from "../resource";

interface SecretPolicy {
  /** False when left out. */
  blockPublicPolicy?: boolean;
}

const TYPES = ["aws:secretsmanager/secretPolicy:SecretPolicy"];

export const secretsmanagerSecretPolicyBlocksPublic: ResourceValidationPolicy = {
  name: "secretsmanager-secret-policy-blocks-public",
  description: "Secrets Manager itself checks that a secret's policy lets no one in from outside.",
  enforcementLevel: "advisory",
  severity: "medium",
  tags: ["least-privilege"],
  remediationSteps: "Set blockPublicPolicy to true.",
  url: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_resource-policies.html",
  validateResource: onTypes<SecretPolicy>(TYPES, ({ blockPublicPolicy }, report) => {
    if (!blockPublicPolicy) {
      report("AWS does not check the policy for public access: set blockPublicPolicy to true.");
    }
  }),
  remediateResource: fixOn<SecretPolicy>(TYPES, policy =>
    isSet(policy, "blockPublicPolicy") ? undefined : { blockPublicPolicy: true },
  ),
};
