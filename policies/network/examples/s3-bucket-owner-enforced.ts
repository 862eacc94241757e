import type { BucketArgs, BucketOwnershipControlsArgs } from "@pulumi/aws/s3";

import { resource } from "../../example";

const bucket = resource<BucketArgs>("aws:s3/bucket:Bucket", "files", { bucket: "shop-files" });

export const bad = [bucket];

export const good = [
  bucket,
  resource<BucketOwnershipControlsArgs>(
    "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
    "files-owner",
    { rule: { objectOwnership: "BucketOwnerEnforced" } },
    { from: { bucket: "files.id" } },
  ),
];
