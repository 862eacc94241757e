import type { PolicyResource, StackValidationPolicy } from "@pulumi/policy";

import { bucketsOf, settingsOf } from "../buckets";
import { fsbp } from "../framework";
import { UNKNOWN } from "../known";
import { ofTypes, valuesAt } from "../references";

const CONTROLS = "aws:s3/bucketOwnershipControls:BucketOwnershipControls";

/**
 * New buckets are so since 2023; the rule wants it written down. CloudFront's older access logs need
 * BucketOwnerPreferred: exempt their bucket.
 */
export const s3BucketOwnerEnforced: StackValidationPolicy = {
  name: "s3-bucket-owner-enforced",
  description: "Each S3 bucket has no ACLs: its owner owns every object.",
  enforcementLevel: "mandatory",
  severity: "medium",
  tags: ["network"],
  framework: fsbp(
    "S3.12",
    "ACLs should not be used to manage user access to S3 general purpose buckets",
  ),
  remediationSteps:
    "Add a BucketOwnershipControls whose rule.objectOwnership is BucketOwnerEnforced.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-12",
  validateStack: ({ resources }, report) => {
    for (const bucket of bucketsOf(resources)) {
      if (settingsOf(bucket, [CONTROLS], resources).length === 0) {
        report("The bucket may use ACLs: add a BucketOwnershipControls.", bucket.urn);
      }
    }
    for (const controls of ofTypes(resources, CONTROLS).filter(each => !isEnforced(each))) {
      report("ACLs are in use: set rule.objectOwnership to BucketOwnerEnforced.", controls.urn);
    }
  },
};

function isEnforced({ props }: PolicyResource): boolean {
  return valuesAt(props, "rule.objectOwnership").some(
    value => value === "BucketOwnerEnforced" || value === UNKNOWN,
  );
}
