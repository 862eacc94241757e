import type { BucketPolicyArgs } from "@pulumi/aws/s3";

import { resource } from "../../example";

const policy = (statement: object) =>
  resource<BucketPolicyArgs>("aws:s3/bucketPolicy:BucketPolicy", "assets", {
    bucket: "shop-assets",
    policy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: "*",
          Action: "s3:GetObject",
          Resource: "arn:aws:s3:::shop-assets/*",
          ...statement,
        },
      ],
    }),
  });

export const bad = [policy({})];

export const good = [
  policy({ Condition: { StringEquals: { "aws:PrincipalAccount": "123456789012" } } }),
];
