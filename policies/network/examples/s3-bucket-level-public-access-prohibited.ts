import type { BucketArgs, BucketPublicAccessBlockArgs } from "@pulumi/aws/s3";

import { resource } from "../../example";

const bucket = resource<BucketArgs>("aws:s3/bucket:Bucket", "files", { bucket: "shop-files" });

export const bad = [bucket];

export const good = [
  bucket,
  resource<BucketPublicAccessBlockArgs>(
    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
    "files-private",
    {
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    },
    { from: { bucket: "files.id" } },
  ),
];
