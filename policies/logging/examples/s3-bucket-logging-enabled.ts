import type { BucketArgs, BucketLoggingArgs } from "@pulumi/aws/s3";

import { resource } from "../../example";

const assets = resource<BucketArgs>("aws:s3/bucket:Bucket", "assets", { bucket: "shop-assets" });

export const bad = [assets];

export const good = [
  assets,
  resource<BucketArgs>("aws:s3/bucket:Bucket", "logs", { bucket: "shop-logs" }),
  resource<BucketLoggingArgs>(
    "aws:s3/bucketLogging:BucketLogging",
    "assets-logging",
    { targetPrefix: "assets/" },
    { from: { bucket: "assets.id", targetBucket: "logs.id" } },
  ),
];
