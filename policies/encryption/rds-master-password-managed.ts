import type { PolicyResource, StackValidationPolicy } from "@pulumi/policy";

import { isSet } from "../known";

const PASSWORDS = ["password", "masterPassword", "passwordWo", "masterPasswordWo"];

/**
 * A policy sees secrets in the clear and cannot tell one from a literal, so it asks where the password
 * comes from: from RDS itself, or from another resource (random.RandomPassword, a secret).
 */
export const rdsMasterPasswordManaged: StackValidationPolicy = {
  name: "rds-master-password-managed",
  description: "A database's master password is made by a machine and written nowhere.",
  enforcementLevel: "mandatory",
  severity: "critical",
  tags: ["encryption"],
  remediationSteps:
    "Set manageMasterUserPassword to true, or take password from a random.RandomPassword.",
  url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html",
  validateStack: ({ resources }, report) => {
    for (const database of resources.filter(isDatabase)) {
      for (const password of PASSWORDS.filter(name => isWritten(database, name))) {
        report(
          `${password} comes from no other resource: set manageMasterUserPassword, or generate it.`,
          database.urn,
        );
      }
    }
  },
};

function isDatabase({ type }: PolicyResource): boolean {
  return type === "aws:rds/instance:Instance" || type === "aws:rds/cluster:Cluster";
}

/** No provider gives a write-only input back, so that after the deployment only its dependencies tell of it. */
function isWritten({ props, propertyDependencies }: PolicyResource, name: string): boolean {
  const sources = propertyDependencies[name];
  const isThere = isSet(props, name) || (name.endsWith("Wo") && sources !== undefined);
  return isThere && (sources ?? []).length === 0;
}
