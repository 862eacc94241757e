import type { ResourceValidationPolicy } from "@pulumi/policy";

import { BUCKET_TYPES } from "../buckets";
import { allows } from "../iam/actions";
import type { Statement } from "../iam/document";
import { isAnyone } from "../iam/principal";
import { statementsOf } from "../iam/statements";
import { onTypes } from "../resource";

/** A Deny with a condition, such as the one for requests without TLS, leaves a way in. */
export const s3BucketPolicyNoLockout: ResourceValidationPolicy = {
  name: "s3-bucket-policy-no-lockout",
  description: "No bucket policy shuts out everyone who could change it again.",
  enforcementLevel: "mandatory",
  severity: "high",
  tags: ["least-privilege"],
  remediationSteps:
    "Add a condition to the Deny, or name the actions: without s3:PutBucketPolicy or s3:DeleteBucketPolicy among them it can be undone.",
  url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html",
  validateResource: onTypes<{ policy?: unknown }>(
    [...BUCKET_TYPES, "aws:s3/bucketPolicy:BucketPolicy"],
    (props, report) => {
      for (const statement of statementsOf(() => props.policy).filter(locks)) {
        report(
          `policy: ${statement.label} denies everyone to change the policy, and only the account's root could undo it: add a condition.`,
        );
      }
    },
  ),
};

function locks({ effect, actions, principals, resources, conditions }: Statement): boolean {
  return (
    effect === "deny" &&
    conditions.length === 0 &&
    principals.some(isAnyone) &&
    allows(actions, "s3:putbucketpolicy") &&
    allows(actions, "s3:deletebucketpolicy") &&
    // The bucket itself, not only its objects.
    resources.some(resource => !resource.includes("/"))
  );
}
