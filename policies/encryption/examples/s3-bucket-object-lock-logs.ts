import type { TrailArgs } from "@pulumi/aws/cloudtrail";
import type { BucketArgs, BucketObjectLockConfigurationArgs } from "@pulumi/aws/s3";

import { resource } from "../../example";

const audited = [
  resource<BucketArgs>("aws:s3/bucket:Bucket", "audit", {
    bucket: "shop-audit",
    objectLockEnabled: true,
  }),
  resource<TrailArgs>(
    "aws:cloudtrail/trail:Trail",
    "audit-trail",
    {},
    { from: { s3BucketName: "audit.bucket" } },
  ),
];

export const bad = audited;

export const good = [
  ...audited,
  resource<BucketObjectLockConfigurationArgs>(
    "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
    "audit-lock",
    { rule: { defaultRetention: { mode: "GOVERNANCE", days: 365 } } },
    { from: { bucket: "audit.id" } },
  ),
];
