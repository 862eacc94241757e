import type { TargetGroupArgs } from "@pulumi/aws/lb";

import { resource } from "../../example";

export const bad = [
  resource<TargetGroupArgs>("aws:lb/targetGroup:TargetGroup", "orders", {
    port: 3000,
    protocol: "HTTP",
  }),
];

export const good = [
  resource<TargetGroupArgs>("aws:lb/targetGroup:TargetGroup", "orders", {
    port: 3443,
    protocol: "HTTPS",
    healthCheck: { protocol: "HTTPS" },
  }),
];
