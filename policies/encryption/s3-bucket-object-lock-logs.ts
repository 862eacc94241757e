import type { PolicyResource, StackValidationPolicy } from "@pulumi/policy";

import { bucketsOf, settingsOf } from "../buckets";
import { eachKnown } from "../known";
import { refersTo } from "../references";

const LOCKS = [
  "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
  "aws:s3/bucketObjectLockConfigurationV2:BucketObjectLockConfigurationV2",
];

interface Lock {
  rule?: { defaultRetention?: { mode?: string } };
}

/**
 * Off by itself: what is locked cannot be deleted, nor its bucket with it, until the time is over. Only
 * buckets of CloudTrail trails hold audit logs. `objectLockEnabled` alone locks nothing: each object would
 * have to ask for it.
 */
export const s3BucketObjectLockLogs: StackValidationPolicy = {
  name: "s3-bucket-object-lock-logs",
  description: "Nobody can delete audit logs or write over them before their time.",
  enforcementLevel: "disabled",
  severity: "medium",
  tags: ["encryption"],
  remediationSteps:
    "Set objectLockEnabled on the bucket and add a BucketObjectLockConfiguration with rule.defaultRetention.",
  url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html",
  validateStack: ({ resources }, report) => {
    const trails = resources.filter(({ type }) => type === "aws:cloudtrail/trail:Trail");
    const audited = bucketsOf(resources).filter(bucket =>
      trails.some(trail => refersTo(trail, "s3BucketName", bucket)),
    );
    eachKnown(audited, bucket => {
      if (!settingsOf(bucket, LOCKS, resources).some(isRetained)) {
        report(
          "Audit logs can be deleted: add a BucketObjectLockConfiguration with rule.defaultRetention.",
          bucket.urn,
        );
      }
    });
  },
};

function isRetained({ props }: PolicyResource): boolean {
  return (props as Lock).rule?.defaultRetention?.mode !== undefined;
}
