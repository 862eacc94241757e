import type { PolicyResource, StackValidationPolicy } from "@pulumi/policy";

import { bucketsOf, settingsOf } from "../buckets";
import { eachKnown } from "../known";
import { logTargets } from "../log-buckets";
import { PROD_ONLY } from "../tags";

interface Bucket {
  objectLockEnabled?: boolean;
  versioning?: { enabled?: boolean };
  versionings?: readonly { enabled?: boolean }[];
}

const VERSIONING = [
  "aws:s3/bucketVersioning:BucketVersioning",
  "aws:s3/bucketVersioningV2:BucketVersioningV2",
];

/** Left out, there is one version. Logs are written once and need no other; object lock brings versions. */
export const s3BucketVersioningEnabled: StackValidationPolicy = {
  name: "s3-bucket-versioning-enabled",
  description: "Each S3 bucket but those for logs keeps what is overwritten or deleted.",
  enforcementLevel: "mandatory",
  severity: "medium",
  tags: ["resilience", PROD_ONLY],
  remediationSteps: "Add a BucketVersioning whose versioningConfiguration.status is Enabled.",
  url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html",
  validateStack: ({ resources }, report) => {
    const takesLogs = logTargets(resources);
    const settings = resources.filter(({ type }) => VERSIONING.includes(type));
    eachKnown(bucketsOf(resources), bucket => {
      if (!takesLogs(bucket) && !keepsVersions(bucket, settings)) {
        report(
          "What is overwritten or deleted is gone: add a BucketVersioning with status Enabled.",
          bucket.urn,
        );
      }
    });
  },
};

function keepsVersions(bucket: PolicyResource, settings: readonly PolicyResource[]): boolean {
  const { objectLockEnabled, versioning, versionings } = bucket.props as Bucket;
  return (
    settingsOf(bucket, VERSIONING, settings).some(
      ({ props }) =>
        (props.versioningConfiguration as { status?: string } | undefined)?.status === "Enabled",
    ) ||
    [objectLockEnabled, versioning?.enabled, ...(versionings ?? []).map(v => v.enabled)].includes(
      true,
    )
  );
}
