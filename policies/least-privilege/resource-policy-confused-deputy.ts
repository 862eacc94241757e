import type { ResourceValidationPolicy } from "@pulumi/policy";

import { namesSource, narrows } from "../iam/condition";
import type { Statement } from "../iam/document";
import { serviceName } from "../iam/principal";
import {
  KEY_POLICY_TYPES,
  onResourceStatements,
  RESOURCE_POLICY_TYPES,
} from "../iam/resource-policies";

/** What a role's trust has to say to a service, iam-trust-confused-deputy says. */
export const resourcePolicyConfusedDeputy: ResourceValidationPolicy = {
  name: "resource-policy-confused-deputy",
  description: "A service uses a resource only on behalf of this account.",
  enforcementLevel: "mandatory",
  severity: "high",
  tags: ["least-privilege"],
  remediationSteps:
    "Add a condition on aws:SourceArn or aws:SourceAccount; in a key policy one on kms:EncryptionContext will do.",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html",
  validateResource: onResourceStatements(
    [...RESOURCE_POLICY_TYPES, ...KEY_POLICY_TYPES],
    statement =>
      namesSource(statement) || namesContext(statement)
        ? []
        : statement.principals
            .filter(principal => serviceName(principal) !== undefined)
            .map(({ value }) => ({
              id: `Principal::Service:${value}`,
              problem: `lets ${value} in for any account: add a condition on aws:SourceArn or aws:SourceAccount.`,
            })),
  ),
};

/** What a key may encrypt says whose it is: `kms:EncryptionContext:aws:logs:arn`. */
function namesContext({ conditions }: Statement): boolean {
  return conditions.some(
    condition => condition.key.startsWith("kms:encryptioncontext:aws:") && narrows(condition),
  );
}
