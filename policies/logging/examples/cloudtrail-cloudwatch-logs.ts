import type { TrailArgs } from "@pulumi/aws/cloudtrail";

import { resource } from "../../example";

const trail = { s3BucketName: "shop-trail" };

export const bad = [resource<TrailArgs>("aws:cloudtrail/trail:Trail", "trail", trail)];

export const good = [
  resource<TrailArgs>("aws:cloudtrail/trail:Trail", "trail", {
    ...trail,
    cloudWatchLogsGroupArn: "arn:aws:logs:us-east-1:123456789012:log-group:shop-trail:*",
    cloudWatchLogsRoleArn: "arn:aws:iam::123456789012:role/shop-trail",
  }),
];
