import type { BucketArgs, BucketPolicyArgs } from "@pulumi/aws/s3";

import { resource } from "../../example";

const bucket = resource<BucketArgs>("aws:s3/bucket:Bucket", "assets", { bucket: "shop-assets" });

export const bad = [bucket];

export const good = [
  bucket,
  resource<BucketPolicyArgs>(
    "aws:s3/bucketPolicy:BucketPolicy",
    "assets-policy",
    {
      policy: {
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Deny",
            Principal: "*",
            Action: "s3:*",
            Resource: ["arn:aws:s3:::shop-assets", "arn:aws:s3:::shop-assets/*"],
            Condition: { Bool: { "aws:SecureTransport": "false" } },
          },
        ],
      },
    },
    { from: { bucket: "assets.id" } },
  ),
];
