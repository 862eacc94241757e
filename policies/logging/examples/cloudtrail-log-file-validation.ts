import type { TrailArgs } from "@pulumi/aws/cloudtrail";

import { resource } from "../../example";

const trail = { s3BucketName: "shop-trail" };

export const bad = [resource<TrailArgs>("aws:cloudtrail/trail:Trail", "trail", trail)];

export const good = [
  resource<TrailArgs>("aws:cloudtrail/trail:Trail", "trail", {
    ...trail,
    enableLogFileValidation: true,
  }),
];
