import type { ResourceValidationPolicy } from "@pulumi/policy";

import { giveKey, hasOwnKey, OWN_KEY_SCHEMA } from "../own-key";
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
  configSchema: OWN_KEY_SCHEMA,
  validateResource: onTypes(["aws:secretsmanager/secret:Secret"], (secret, report) => {
    if (!hasOwnKey(secret, "kmsKeyId")) {
      report("The secret uses AWS's own key, which no key policy limits: set kmsKeyId.");
    }
  }),
  remediateResource: giveKey("aws:secretsmanager/secret:Secret"),
};
