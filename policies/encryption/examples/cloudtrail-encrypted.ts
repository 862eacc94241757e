import type { TrailArgs } from "@pulumi/aws/cloudtrail";

import { resource } from "../../example";

export const bad = [
  resource<TrailArgs>("aws:cloudtrail/trail:Trail", "audit", { s3BucketName: "shop-audit" }),
];

export const good = [
  resource<TrailArgs>("aws:cloudtrail/trail:Trail", "audit", {
    s3BucketName: "shop-audit",
    kmsKeyId: "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab",
  }),
];
