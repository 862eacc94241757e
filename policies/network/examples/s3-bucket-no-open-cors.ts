import type { BucketCorsConfigurationArgs } from "@pulumi/aws/s3";

import { resource } from "../../example";

export const bad = [
  resource<BucketCorsConfigurationArgs>(
    "aws:s3/bucketCorsConfiguration:BucketCorsConfiguration",
    "files",
    {
      corsRules: [{ allowedMethods: ["PUT"], allowedOrigins: ["*"] }],
    },
  ),
];

export const good = [
  resource<BucketCorsConfigurationArgs>(
    "aws:s3/bucketCorsConfiguration:BucketCorsConfiguration",
    "files",
    {
      corsRules: [{ allowedMethods: ["PUT"], allowedOrigins: ["https://shop.example.com"] }],
    },
  ),
];
