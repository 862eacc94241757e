import type { BucketAclArgs } from "@pulumi/aws/s3";

import { resource } from "../../example";

export const bad = [
  resource<BucketAclArgs>("aws:s3/bucketAcl:BucketAcl", "files", {
    bucket: "shop-files",
    acl: "public-read",
  }),
];

export const good = [
  resource<BucketAclArgs>("aws:s3/bucketAcl:BucketAcl", "files", {
    bucket: "shop-files",
    acl: "private",
  }),
];
