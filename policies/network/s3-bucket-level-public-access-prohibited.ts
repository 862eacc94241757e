import type { PolicyResource, StackValidationPolicy } from "@pulumi/policy";

import { bucketsOf, settingsOf } from "../buckets";
import { fsbp } from "../framework";
import { peek, UNKNOWN } from "../known";
import { ofTypes } from "../references";

const BLOCK = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock";

const SWITCHES = [
  "blockPublicAcls",
  "blockPublicPolicy",
  "ignorePublicAcls",
  "restrictPublicBuckets",
];

/** AWS blocks new buckets since 2023; the rule wants it written down and so kept. */
export const s3BucketLevelPublicAccessProhibited: StackValidationPolicy = {
  name: "s3-bucket-level-public-access-prohibited",
  description: "Each S3 bucket blocks public access in all four ways.",
  enforcementLevel: "mandatory",
  severity: "high",
  tags: ["network"],
  framework: fsbp("S3.8", "S3 general purpose buckets should block public access"),
  remediationSteps: `Add a BucketPublicAccessBlock with ${SWITCHES.join(", ")} all true.`,
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-8",
  validateStack: ({ resources }, report) => {
    for (const bucket of bucketsOf(resources)) {
      if (settingsOf(bucket, [BLOCK], resources).length === 0) {
        report("Nothing blocks public access: add a BucketPublicAccessBlock.", bucket.urn);
      }
    }
    for (const block of ofTypes(resources, BLOCK)) {
      const open = SWITCHES.filter(name => isOff(block, name));
      if (open.length > 0) {
        report(`Public access is not blocked in full: set ${open.join(", ")} to true.`, block.urn);
      }
    }
  },
};

/** Left out, each is false. */
function isOff({ props }: PolicyResource, name: string): boolean {
  const value = peek(() => props[name] as unknown);
  return value !== true && value !== UNKNOWN;
}
