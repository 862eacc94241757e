import type { RepositoryArgs } from "@pulumi/aws/ecr";
import type { BucketArgs } from "@pulumi/aws/s3";

import { resource } from "../../example";

export const bad = [
  resource<BucketArgs>("aws:s3/bucket:Bucket", "images", { forceDestroy: true }),
  resource<RepositoryArgs>("aws:ecr/repository:Repository", "orders", { forceDelete: true }),
];

export const good = [
  resource<BucketArgs>("aws:s3/bucket:Bucket", "images", {}),
  resource<RepositoryArgs>("aws:ecr/repository:Repository", "orders", { forceDelete: false }),
];
