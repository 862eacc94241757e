import type { ResourceValidationPolicy } from "@pulumi/policy";

import { isSet } from "../known";
import { onTypes } from "../resource";
import { MANDATORY_IN_PROD } from "../tags";

export const secretsmanagerSecretCustomerManagedKey: ResourceValidationPolicy = {
  name: "secretsmanager-secret-customer-managed-key",
  description: "Secrets are encrypted with a key of the system's own.",
  enforcementLevel: "mandatory",
  severity: "medium",
  tags: ["encryption", MANDATORY_IN_PROD],
  remediationSteps: "Set kmsKeyId to the system's KMS key.",
  url: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html",
  validateResource: onTypes(["aws:secretsmanager/secret:Secret"], (secret, report) => {
    if (!isSet(secret, "kmsKeyId")) {
      report("The secret uses AWS's own key, which no key policy limits: set kmsKeyId.");
    }
  }),
};
