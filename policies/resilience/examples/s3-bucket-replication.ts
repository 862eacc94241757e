import type { BucketArgs, BucketReplicationConfigArgs } from "@pulumi/aws/s3";

import { resource } from "../../example";

const bucket = (name: string, region: string) =>
  resource<BucketArgs>("aws:s3/bucket:Bucket", name, { bucket: `shop-${name}`, region });

export const bad = [bucket("images", "us-east-1")];

export const good = [
  bucket("images", "us-east-1"),
  bucket("copy", "us-west-2"),
  resource<BucketReplicationConfigArgs>(
    "aws:s3/bucketReplicationConfig:BucketReplicationConfig",
    "images-copy",
    {
      role: "arn:aws:iam::123456789012:role/shop-replication",
      rules: [{ id: "all", status: "Enabled", destination: { bucket: "arn:aws:s3:::shop-copy" } }],
    },
    { from: { bucket: "images.bucket" } },
  ),
];
