import type { ResourceValidationPolicy } from "@pulumi/policy";

import { eachKnown } from "../known";
import { finding, onTypes } from "../resource";

interface Grant {
  operations?: readonly string[];
  constraints?: readonly object[];
}

/** The operations that a constraint on the encryption context can limit. */
const CONSTRAINABLE = /^(Decrypt|Encrypt|GenerateDataKey|ReEncrypt)/;

export const kmsGrantConstrained: ResourceValidationPolicy = {
  name: "kms-grant-constrained",
  description: "A KMS grant is for one purpose, and its holder cannot hand it on.",
  enforcementLevel: "advisory",
  severity: "medium",
  tags: ["least-privilege"],
  remediationSteps:
    "Leave CreateGrant and RetireGrant out of operations, and set constraints to the encryption context of what the key is used for.",
  url: "https://docs.aws.amazon.com/kms/latest/developerguide/grants.html",
  validateResource: onTypes<Grant>(
    ["aws:kms/grant:Grant"],
    ({ operations = [], constraints = [] }, report) => {
      let constrainable = false;
      eachKnown(operations, operation => {
        constrainable ||= CONSTRAINABLE.test(operation);
        if (operation === "CreateGrant" || operation === "RetireGrant") {
          report(
            finding(
              `Operation::${operation}`,
              `operations: ${operation} lets the grantee hand the key on: leave it out.`,
            ),
          );
        }
      });
      if (constrainable && constraints.length === 0) {
        report(
          finding(
            "Constraints",
            "constraints is not set: name the encryption context that the grant is for.",
          ),
        );
      }
    },
  ),
};
