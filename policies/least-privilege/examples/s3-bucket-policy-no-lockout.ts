import type { BucketPolicyArgs } from "@pulumi/aws/s3";

import { resource } from "../../example";

const policy = (limits: object) =>
  resource<BucketPolicyArgs>("aws:s3/bucketPolicy:BucketPolicy", "assets", {
    bucket: "shop-assets",
    policy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Deny",
          Principal: "*",
          Action: "s3:*",
          Resource: ["arn:aws:s3:::shop-assets", "arn:aws:s3:::shop-assets/*"],
          ...limits,
        },
      ],
    }),
  });

export const bad = [policy({})];

export const good = [policy({ Condition: { Bool: { "aws:SecureTransport": "false" } } })];
