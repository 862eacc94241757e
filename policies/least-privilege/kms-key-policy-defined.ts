import type { PolicyResource, StackValidationPolicy } from "@pulumi/policy";

import { allows } from "../iam/actions";
import type { Statement } from "../iam/document";
import { isAccount } from "../iam/principal";
import { statementsOf } from "../iam/statements";
import { eachKnown, isSet, peek, UNKNOWN } from "../known";
import { refersTo } from "../references";

/** Keys and their replicas and imports: each has a policy of its own. */
const KEY_TYPES = [
  "aws:kms/key:Key",
  "aws:kms/replicaKey:ReplicaKey",
  "aws:kms/externalKey:ExternalKey",
];

const POLICY_TYPE = "aws:kms/keyPolicy:KeyPolicy";

/** A stack sees what came of a key: one without policy gets AWS's, which is known by its Sid. */
export const kmsKeyPolicyDefined: StackValidationPolicy = {
  name: "kms-key-policy-defined",
  description: "Each KMS key has a policy that was written for it and can be changed again.",
  enforcementLevel: "mandatory",
  severity: "medium",
  tags: ["least-privilege"],
  remediationSteps:
    "Set policy to a document with a statement for the account's root and one for each service that uses the key, and leave bypassPolicyLockoutSafetyCheck out.",
  url: "https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html",
  validateStack: ({ resources }, report) => {
    const policies = resources.filter(({ type }) => type === POLICY_TYPE);
    eachKnown(
      resources.filter(({ type }) => KEY_TYPES.includes(type)),
      key => {
        const own = policies.filter(policy => refersTo(policy, "keyId", key));
        if (own.length === 0 && isDefault(key)) {
          report("The key has AWS's default policy: set policy to one of its own.", key.urn);
        }
        for (const holder of own.length === 0 ? [key] : own) {
          if (isClosed(holder)) {
            report(
              "policy: nobody may change it again: allow kms:* to the account's root.",
              holder.urn,
            );
          }
        }
        for (const holder of [key, ...own]) {
          // False when left out.
          if (holder.props.bypassPolicyLockoutSafetyCheck === true) {
            report(
              "bypassPolicyLockoutSafetyCheck lets the policy shut everyone out: leave it out.",
              holder.urn,
            );
          }
        }
      },
    );
  },
};

/** No policy, or the one that AWS gives to a key without. */
function isDefault({ props }: PolicyResource): boolean {
  const statements = statementsOf(() => props.policy as unknown);
  return (
    !isSet(props, "policy") ||
    (statements.length === 1 && statements[0].label === 'statement "Enable IAM User Permissions"')
  );
}

/** Whether a policy is written, and neither the account nor a role or user of it may replace it. */
function isClosed({ props }: PolicyResource): boolean {
  const document = peek(() => props.policy as unknown);
  const statements = statementsOf(() => document);
  return document !== UNKNOWN && statements.length > 0 && !statements.some(administers);
}

function administers({ effect, actions, principals }: Statement): boolean {
  return (
    effect === "allow" &&
    allows(actions, "kms:putkeypolicy") &&
    principals.some(principal => isAccount(principal) || principal.value.startsWith("arn:"))
  );
}
