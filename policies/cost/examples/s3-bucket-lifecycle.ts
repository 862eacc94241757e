import type { BucketArgs, BucketLifecycleConfigurationArgs } from "@pulumi/aws/s3";

import { resource } from "../../example";

const bucket = resource<BucketArgs>("aws:s3/bucket:Bucket", "logs", {});

export const bad = [bucket];

export const good = [
  bucket,
  resource<BucketLifecycleConfigurationArgs>(
    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
    "logs-lifecycle",
    {
      rules: [
        {
          id: "expire",
          status: "Enabled",
          abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
          expiration: { days: 90 },
        },
      ],
    },
    { from: { bucket: "logs.id" } },
  ),
];
