import type { BucketArgs, BucketVersioningArgs } from "@pulumi/aws/s3";

import { resource } from "../../example";

const bucket = resource<BucketArgs>("aws:s3/bucket:Bucket", "images", { bucket: "shop-images" });

export const bad = [bucket];

export const good = [
  bucket,
  resource<BucketVersioningArgs>(
    "aws:s3/bucketVersioning:BucketVersioning",
    "images-versioning",
    { versioningConfiguration: { status: "Enabled" } },
    { from: { bucket: "images.bucket" } },
  ),
];
