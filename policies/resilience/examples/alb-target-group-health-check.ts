import type { TargetGroupArgs } from "@pulumi/aws/lb";

import { resource } from "../../example";

const targets = { port: 8080, protocol: "HTTP", targetType: "ip", vpcId: "vpc-1" };

export const bad = [
  resource<TargetGroupArgs>("aws:lb/targetGroup:TargetGroup", "orders", {
    ...targets,
    healthCheck: { matcher: "200-499" },
  }),
];

export const good = [
  resource<TargetGroupArgs>("aws:lb/targetGroup:TargetGroup", "orders", {
    ...targets,
    healthCheck: { path: "/health", matcher: "200" },
  }),
];
