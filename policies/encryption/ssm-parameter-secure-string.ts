import type { ResourceValidationPolicy } from "@pulumi/policy";

import { peek } from "../known";
import { hasOwnKey } from "../own-key";
import { onTypes } from "../resource";
import { credentialIn, isSecretName } from "../secrets";

interface Parameter {
  name?: string;
  type?: string;
  value?: string;
  insecureValue?: string;
}

export const ssmParameterSecureString: ResourceValidationPolicy = {
  name: "ssm-parameter-secure-string",
  description:
    "SSM parameters that hold secrets are SecureStrings under a key of the system's own.",
  enforcementLevel: "mandatory",
  severity: "high",
  tags: ["encryption"],
  remediationSteps: "Set type to SecureString and keyId to the system's KMS key, and pass value.",
  url: "https://docs.aws.amazon.com/systems-manager/latest/userguide/secure-string-parameter-kms-encryption.html",
  validateResource: onTypes<Parameter>(["aws:ssm/parameter:Parameter"], (parameter, report) => {
    if (parameter.type === "SecureString") {
      if (!hasOwnKey(parameter, "keyId")) {
        report("The parameter uses AWS's own key, which no key policy limits: set keyId.");
      }
    } else if (holdsSecret(parameter)) {
      report("The parameter holds a secret in plain text: set type to SecureString.");
    }
  }),
};

/** By its name, or by what is known of its value. */
function holdsSecret(parameter: Parameter): boolean {
  const text = (key: keyof Parameter) => {
    const value = peek(() => parameter[key]);
    return typeof value === "string" ? value : "";
  };
  return (
    isSecretName(text("name")) ||
    credentialIn(text("value")) !== undefined ||
    credentialIn(text("insecureValue")) !== undefined
  );
}
